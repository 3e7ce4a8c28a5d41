//! `$eval`: an expression in a string. Only the reference has it; Step Functions does not.

use super::Arguments;
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation, Frame, Function, FunctionKind};
use crate::parse;
use crate::value::Item;
use std::rc::Rc;

/// Is this function `$eval`, which needs to know where it is called?
pub(crate) fn is_eval(function: &Function) -> bool {
    matches!(&function.kind, FunctionKind::Builtin(builtin) if builtin.name == "eval")
}

/// `$eval` as a value, called by another function: it sees no variables and no context.
pub(super) fn eval(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let frame = Rc::new(Frame::default());
    evaluation.eval_text(&arguments, &Item::Null, &frame)
}

impl Evaluation<'_> {
    /// `$eval(text, context)` where it is called.
    pub(crate) fn eval_text(&mut self, arguments: &[Item], input: &Item, frame: &Rc<Frame>) -> Evaluated {
        let builtin = super::find("eval", self.dialect);
        let arguments = match builtin {
            Some(builtin) => super::signature(builtin).validate(arguments.to_vec(), input)?,
            None => arguments.to_vec(),
        };
        let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
        let node = parse::parse(text, self.names_mut());
        self.know_new_names();
        let node = node.map_err(|fault| wrap("D3120", &fault))?;
        let input = match arguments.get(1) {
            Some(focus) if !focus.is_undefined() => crate::evaluate::outer_wrapper(focus.clone()),
            _ => input.clone(),
        };
        self.eval(&node, &input, frame)
            .map_err(|fault| if fault.code() == "U1001" { fault } else { wrap("D3121", &fault) })
    }
}

fn wrap(code: &'static str, fault: &Fault) -> Fault {
    Fault::new(code).value(&Item::from(fault.message()))
}
