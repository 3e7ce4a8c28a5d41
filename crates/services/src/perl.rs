//! The one thing that example jobs do in Perl: print π to so many digits.
//!
//! `perl -Mbignum=bpi -wle 'print bpi(2000)'` is the job in Kubernetes's own guide, and AWS's EKS
//! sample prints `{ "pi": … }` the same way. A `print` of strings and `bpi(n)` joined by dots is
//! worked out; any other program prints nothing.

/// More digits are not computed: nobody reads them, and the time grows with their square.
const MAX_DIGITS: usize = 2000;

/// What Perl prints.
pub(crate) fn run(arguments: &[&str]) -> String {
    let script = arguments.iter().find_map(|argument| argument.trim_start().strip_prefix("print"));
    script.and_then(print).unwrap_or_default()
}

fn print(expression: &str) -> Option<String> {
    let (mut rest, mut out) = (expression.trim(), String::new());
    loop {
        rest = term(rest, &mut out)?.trim_start();
        match rest.strip_prefix('.') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    let ended = rest.trim_end_matches(';').trim().is_empty();
    ended.then(|| out + "\n")
}

/// One string or `bpi(n)`; gives what follows it.
fn term<'a>(text: &'a str, out: &mut String) -> Option<&'a str> {
    if let Some(rest) = text.strip_prefix("bpi(") {
        let (digits, rest) = rest.split_once(')')?;
        out.push_str(&pi(digits.trim().parse().ok()?));
        return Some(rest);
    }
    let quote = text.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
    let (string, rest) = text[1..].split_once(quote)?;
    out.push_str(string);
    Some(rest)
}

/// π rounded to so many digits: `pi(3)` is `3.14`.
fn pi(digits: usize) -> String {
    let digits = digits.clamp(1, MAX_DIGITS);
    let mut decimals = spigot(digits + 2);
    round(&mut decimals, digits);
    let text: String = decimals.iter().map(|digit| char::from(b'0' + digit)).collect();
    if digits == 1 { text } else { format!("{}.{}", &text[..1], &text[1..]) }
}

/// Round to the first `digits` digits.
fn round(decimals: &mut Vec<u8>, digits: usize) {
    let mut carry = u8::from(decimals.get(digits).is_some_and(|next| *next >= 5));
    decimals.truncate(digits);
    for digit in decimals.iter_mut().rev() {
        let sum = *digit + carry;
        (*digit, carry) = (sum % 10, sum / 10);
    }
}

/// The first decimal digits of π, by Rabinowitz and Wagon's spigot.
fn spigot(digits: usize) -> Vec<u8> {
    let mut remainders = vec![2_u64; digits * 10 / 3 + 2];
    let (mut out, mut held, mut nines) = (Vec::with_capacity(digits + 1), None, 0);
    while out.len() < digits {
        let mut carry = 0;
        for at in (1..remainders.len()).rev() {
            let value = remainders[at] * 10 + carry;
            let divisor = 2 * at as u64 + 1;
            remainders[at] = value % divisor;
            carry = value / divisor * at as u64;
        }
        let value = remainders[0] * 10 + carry;
        remainders[0] = value % 10;
        match (value / 10) as u8 {
            9 => nines += 1,
            digit => {
                // A ten overflows into the digit that was held back, and turns the nines to zeros.
                let overflow = digit / 10;
                out.extend(held.map(|held: u8| held + overflow));
                out.extend(std::iter::repeat_n(if overflow == 1 { 0 } else { 9 }, nines));
                (held, nines) = (Some(digit % 10), 0);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pi_is_right_to_the_last_digit() {
        for (digits, expected) in [
            (1, "3"),
            (3, "3.14"),
            (5, "3.1416"),
            (20, "3.1415926535897932385"),
            (50, "3.1415926535897932384626433832795028841971693993751"),
        ] {
            assert_eq!(pi(digits), expected);
        }
        // The Feynman point: six nines from the 762nd decimal on.
        assert_eq!(&pi(800)[763..769], "999999");
        assert_eq!(pi(usize::MAX).len(), MAX_DIGITS + 1);
    }

    #[test]
    fn a_print_of_strings_and_pi_is_worked_out() {
        for (arguments, expected) in [
            (
                &["-Mbignum=bpi", "-wle", "print '{ ' . '\"pi\": '. bpi(20) . ' }';"][..],
                "{ \"pi\": 3.1415926535897932385 }\n",
            ),
            (&["-Mbignum=bpi", "-wle", "print bpi(3)"], "3.14\n"),
            (&["-e", "print 'a' . \"b\""], "ab\n"),
            (&["-e", "print $x"], ""),
            (&["-e", "print bpi(many)"], ""),
            (&["script.pl"], ""),
        ] {
            assert_eq!(run(arguments), expected, "{arguments:?}");
        }
    }
}
