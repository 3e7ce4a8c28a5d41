//! Tokens to syntax, by operator precedence (Pratt's method, as in the reference).

use super::syntax::{Syntax, SyntaxKind, Term};
use super::token::{Token, TokenKind, Tokenizer};
use crate::error::Fault;
use crate::signature::Signature;
use crate::value::Item;
use std::rc::Rc;
use text::Span;

/// Levels of nesting that fit the stack of a browser; the reference stops where its stack ends.
const MAX_HEIGHT: u32 = 400;

/// How strongly an operator binds the operand on its left; 0 for what is no infix operator.
fn binding_power(operator: &str) -> u32 {
    match operator {
        "[" | "(" | "@" | "#" => 80,
        "." => 75,
        "{" => 70,
        "*" | "/" | "%" => 60,
        "+" | "-" | "&" => 50,
        "=" | "<" | ">" | "^" | "!=" | "<=" | ">=" | "~>" | "?:" | "??" | "in" => 40,
        "and" => 30,
        "or" => 25,
        "?" => 20,
        ":=" => 10,
        _ => 0,
    }
}

/// The syntax tree of a text.
pub(crate) fn parse(text: &str) -> Result<Syntax, Fault> {
    let end = Token { kind: TokenKind::End, span: Span::default(), position: 0 };
    let mut parser = Parser { tokenizer: Tokenizer::new(text), token: end, last_end: 0, depth: 0 };
    parser.advance(false)?;
    let syntax = parser.expression(0)?;
    if parser.token.kind != TokenKind::End {
        let fault = Fault::new("S0201").position(parser.token.position).span(parser.token.span);
        return Err(parser.blame_token(fault));
    }
    Ok(syntax)
}

/// As in the evaluator, what recurses is kept out of line for the sake of the stack.
struct Parser<'a> {
    tokenizer: Tokenizer<'a>,
    /// The token that is looked at, not yet taken.
    token: Token,
    /// Where the token taken last ends, in bytes.
    last_end: usize,
    depth: u32,
}

type Parsed = Result<Syntax, Fault>;

impl Parser<'_> {
    fn expression(&mut self, right_power: u32) -> Parsed {
        self.depth += 1;
        let syntax = self.bounded_expression(right_power);
        self.depth -= 1;
        syntax
    }

    #[inline(never)]
    fn bounded_expression(&mut self, right_power: u32) -> Parsed {
        if self.depth > MAX_HEIGHT {
            return Err(too_deep(&self.token));
        }
        let first = self.advance(true)?;
        let mut left = self.prefix(first)?;
        while right_power < self.power() {
            let operator = self.advance(false)?;
            left = self.infix(left, operator)?;
            if left.height > MAX_HEIGHT {
                return Err(too_deep(&self.token));
            }
        }
        Ok(left)
    }

    fn power(&self) -> u32 {
        match self.token.kind {
            TokenKind::Operator(operator) => binding_power(operator),
            _ => 0,
        }
    }

    /// Take the token, and look at the next one.
    fn advance(&mut self, after_operand: bool) -> Result<Token, Fault> {
        let next = self.tokenizer.next(after_operand)?;
        if let TokenKind::Operator(operator @ ("!" | "~")) = next.kind {
            return Err(Fault::new("S0204").position(next.position).span(next.span).token(operator));
        }
        let taken = std::mem::replace(&mut self.token, next);
        self.last_end = taken.span.end as usize;
        Ok(taken)
    }

    fn is(&self, operator: &str) -> bool {
        matches!(self.token.kind, TokenKind::Operator(found) if found == operator)
    }

    fn take(&mut self, operator: &str) -> Result<bool, Fault> {
        let found = self.is(operator);
        if found {
            self.advance(false)?;
        }
        Ok(found)
    }

    fn expect(&mut self, operator: &'static str, after_operand: bool) -> Result<Token, Fault> {
        if self.is(operator) {
            return self.advance(after_operand);
        }
        let code = if self.token.kind == TokenKind::End { "S0203" } else { "S0202" };
        let fault = Fault::new(code).position(self.token.position).span(self.token.span).value(&Item::from(operator));
        Err(self.blame_token(fault))
    }

    fn blame_token(&self, fault: Fault) -> Fault {
        match &self.token.kind {
            TokenKind::Operator(operator) => fault.token(operator),
            TokenKind::Name(text) | TokenKind::Variable(text) | TokenKind::String(text) => fault.token(text),
            TokenKind::Number(number) => fault.raw_token(&Item::Number(*number)),
            TokenKind::Bool(value) => fault.raw_token(&Item::Bool(*value)),
            TokenKind::Null => fault.raw_token(&Item::Null),
            TokenKind::Regex { .. } => fault.raw_token(&Item::record(Vec::new())),
            TokenKind::End => fault.token("(end)"),
        }
    }

    #[inline(never)]
    fn prefix(&mut self, first: Token) -> Parsed {
        let kind = match first.kind.clone() {
            TokenKind::Name(name) => SyntaxKind::Name(name),
            TokenKind::Variable(name) => SyntaxKind::Variable(name),
            TokenKind::String(text) => SyntaxKind::String(text),
            TokenKind::Number(number) => SyntaxKind::Number(number),
            TokenKind::Bool(value) => SyntaxKind::Bool(value),
            TokenKind::Null => SyntaxKind::Null,
            TokenKind::Regex { source, flags } => SyntaxKind::Regex { source, flags },
            TokenKind::End => SyntaxKind::End,
            TokenKind::Operator(operator) => self.prefix_operator(operator, &first)?,
        };
        Ok(self.syntax(kind, first.span, first.position))
    }

    #[inline(never)]
    fn prefix_operator(&mut self, operator: &'static str, token: &Token) -> Result<SyntaxKind, Fault> {
        Ok(match operator {
            "and" | "or" | "in" => SyntaxKind::Operator(operator),
            "-" => SyntaxKind::Negate(Box::new(self.expression(70)?)),
            "*" => SyntaxKind::Wildcard,
            "**" => SyntaxKind::Descendant,
            "%" => SyntaxKind::Parent,
            "(" => self.block()?,
            "[" => self.array()?,
            "{" => SyntaxKind::Object(self.pairs()?),
            "|" => self.transform()?,
            _ => return Err(Fault::new("S0211").position(token.position).span(token.span).token(operator)),
        })
    }

    #[inline(never)]
    fn block(&mut self) -> Result<SyntaxKind, Fault> {
        let mut expressions = Vec::new();
        while !self.is(")") {
            expressions.push(self.expression(0)?);
            if !self.take(";")? {
                break;
            }
        }
        self.expect(")", true)?;
        Ok(SyntaxKind::Block(expressions))
    }

    #[inline(never)]
    fn array(&mut self) -> Result<SyntaxKind, Fault> {
        let mut items = Vec::new();
        while items.is_empty() && !self.is("]") || !items.is_empty() && self.take(",")? {
            items.push(self.array_item()?);
        }
        self.expect("]", true)?;
        Ok(SyntaxKind::Array(items))
    }

    #[inline(never)]
    fn array_item(&mut self) -> Parsed {
        let first = self.expression(0)?;
        if !self.is("..") {
            return Ok(first);
        }
        let operator = self.advance(false)?;
        let last = self.expression(0)?;
        let (span, position) = (first.span, operator.position);
        let kind = SyntaxKind::Binary { operator: "..", left: Box::new(first), right: Box::new(last) };
        Ok(self.syntax(kind, span, position))
    }

    #[inline(never)]
    fn pairs(&mut self) -> Result<Vec<(Syntax, Syntax)>, Fault> {
        let mut pairs = Vec::new();
        while pairs.is_empty() && !self.is("}") || !pairs.is_empty() && self.take(",")? {
            let key = self.expression(0)?;
            self.expect(":", false)?;
            pairs.push((key, self.expression(0)?));
        }
        self.expect("}", true)?;
        Ok(pairs)
    }

    #[inline(never)]
    fn transform(&mut self) -> Result<SyntaxKind, Fault> {
        let pattern = Box::new(self.expression(0)?);
        self.expect("|", false)?;
        let update = Box::new(self.expression(0)?);
        let delete = if self.take(",")? { Some(Box::new(self.expression(0)?)) } else { None };
        self.expect("|", false)?;
        Ok(SyntaxKind::Transform { pattern, update, delete })
    }

    #[inline(never)]
    fn infix(&mut self, left: Syntax, token: Token) -> Parsed {
        let TokenKind::Operator(operator) = token.kind else { return Ok(left) };
        let start = left.span;
        let kind = match operator {
            "(" => self.call(left)?,
            "[" if self.is("]") => return self.keep_array(left),
            "[" => {
                let right = self.expression(0)?;
                self.expect("]", true)?;
                SyntaxKind::Binary { operator, left: Box::new(left), right: Box::new(right) }
            }
            "{" => SyntaxKind::Group { left: Box::new(left), pairs: self.pairs()? },
            "^" => SyntaxKind::Sort { left: Box::new(left), terms: self.sort_terms()? },
            ":=" => self.bind(left)?,
            "@" => SyntaxKind::Focus { left: Box::new(left), name: self.variable_name(operator)? },
            "#" => SyntaxKind::Index { left: Box::new(left), name: self.variable_name(operator)? },
            "?" => self.condition(left)?,
            "?:" => self.default(left.clone(), left)?,
            "??" => self.default(exists(left.clone()), left)?,
            _ => {
                let right = Box::new(self.expression(binding_power(operator))?);
                SyntaxKind::Binary { operator, left: Box::new(left), right }
            }
        };
        Ok(self.syntax(kind, start, token.position))
    }

    #[inline(never)]
    fn keep_array(&mut self, mut left: Syntax) -> Parsed {
        let mut step = &mut left;
        while let SyntaxKind::Binary { operator: "[", left, .. } = &mut step.kind {
            step = left;
        }
        step.keep_array = true;
        self.expect("]", false)?;
        left.span = left.span.to(Span::at(self.last_end));
        Ok(left)
    }

    #[inline(never)]
    fn call(&mut self, left: Syntax) -> Result<SyntaxKind, Fault> {
        let mut arguments = Vec::new();
        let mut is_partial = false;
        while arguments.is_empty() && !self.is(")") || !arguments.is_empty() && self.take(",")? {
            if self.is("?") {
                is_partial = true;
                let token = self.advance(false)?;
                arguments.push(self.syntax(SyntaxKind::Operator("?"), token.span, token.position));
            } else {
                arguments.push(self.expression(0)?);
            }
        }
        self.expect(")", true)?;
        match &left.kind {
            SyntaxKind::Name(name) if matches!(&**name, "function" | "λ") => self.lambda(&arguments),
            _ => Ok(SyntaxKind::Call { procedure: Box::new(left), arguments, is_partial }),
        }
    }

    #[inline(never)]
    fn lambda(&mut self, arguments: &[Syntax]) -> Result<SyntaxKind, Fault> {
        let mut parameters = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            let SyntaxKind::Variable(name) = &argument.kind else {
                return Err(Fault::new("S0208")
                    .position(argument.position)
                    .span(argument.span)
                    .value(&Item::from(at + 1)));
            };
            parameters.push(name.clone());
        }
        let signature = if self.is("<") { Some(Rc::new(self.signature()?)) } else { None };
        self.expect("{", false)?;
        let body = Box::new(self.expression(0)?);
        self.expect("}", false)?;
        Ok(SyntaxKind::Lambda { parameters, signature, body })
    }

    /// The signature's text is put together from tokens, as the reference does.
    #[inline(never)]
    fn signature(&mut self) -> Result<Signature, Fault> {
        let (start, position) = (self.token.span, self.token.position);
        let (mut depth, mut text) = (1, String::from("<"));
        while depth > 0 && !self.is("{") && self.token.kind != TokenKind::End {
            self.advance(false)?;
            match &self.token.kind {
                TokenKind::Operator(operator) => {
                    depth += i32::from(*operator == "<") - i32::from(*operator == ">");
                    text.push_str(operator);
                }
                TokenKind::Name(name) | TokenKind::Variable(name) | TokenKind::String(name) => text.push_str(name),
                TokenKind::Number(number) => text.push_str(&crate::value::number_text(*number)),
                TokenKind::End => text.push_str("(end)"),
                TokenKind::Bool(_) | TokenKind::Null | TokenKind::Regex { .. } => {}
            }
        }
        self.expect(">", false)?;
        Signature::parse(&text)
            .map_err(|(fault, offset)| fault.position(position + offset).span(start.to(Span::at(self.last_end))))
    }

    #[inline(never)]
    fn sort_terms(&mut self) -> Result<Vec<Term>, Fault> {
        self.expect("(", false)?;
        let mut terms = Vec::new();
        while terms.is_empty() || self.take(",")? {
            let is_descending = self.is(">");
            if is_descending || self.is("<") {
                self.advance(false)?;
            }
            terms.push(Term { is_descending, expression: self.expression(0)? });
        }
        self.expect(")", false)?;
        Ok(terms)
    }

    #[inline(never)]
    fn bind(&mut self, left: Syntax) -> Result<SyntaxKind, Fault> {
        let SyntaxKind::Variable(name) = left.kind else {
            return Err(Fault::new("S0212").position(left.position).span(left.span));
        };
        // One less than its own power: `:=` groups to the right.
        let value = Box::new(self.expression(binding_power(":=") - 1)?);
        Ok(SyntaxKind::Bind { name, value })
    }

    #[inline(never)]
    fn variable_name(&mut self, operator: &'static str) -> Result<json::Text, Fault> {
        let right = self.expression(binding_power(operator))?;
        match right.kind {
            SyntaxKind::Variable(name) => Ok(name),
            _ => Err(Fault::new("S0214").position(right.position).span(right.span).token(operator)),
        }
    }

    #[inline(never)]
    fn condition(&mut self, condition: Syntax) -> Result<SyntaxKind, Fault> {
        let then = Box::new(self.expression(0)?);
        let otherwise = if self.take(":")? { Some(Box::new(self.expression(0)?)) } else { None };
        Ok(SyntaxKind::Condition { condition: Box::new(condition), then, otherwise })
    }

    #[inline(never)]
    fn default(&mut self, condition: Syntax, then: Syntax) -> Result<SyntaxKind, Fault> {
        let otherwise = Some(Box::new(self.expression(0)?));
        Ok(SyntaxKind::Condition { condition: Box::new(condition), then: Box::new(then), otherwise })
    }

    fn syntax(&self, kind: SyntaxKind, start: Span, position: u32) -> Syntax {
        let height = kind.height_below() + 1;
        Syntax { kind, span: start.to(Span::at(self.last_end)), position, keep_array: false, height }
    }
}

/// `a ?? b` is `$exists(a) ? a : b`; the made-up call has no position in the reference.
fn exists(argument: Syntax) -> Syntax {
    let (span, height) = (argument.span, argument.height + 1);
    let variable = Syntax {
        kind: SyntaxKind::Variable("exists".into()),
        span: Span::at(span.start as usize),
        position: 0,
        keep_array: false,
        height: 1,
    };
    let kind = SyntaxKind::Call { procedure: Box::new(variable), arguments: vec![argument], is_partial: false };
    Syntax { kind, span, position: 0, keep_array: false, height }
}

fn too_deep(token: &Token) -> Fault {
    Fault::new("U1001")
        .text(format!("The expression nests deeper than {MAX_HEIGHT} levels"))
        .position(token.position)
        .span(token.span)
}
