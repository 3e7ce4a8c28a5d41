//! `asl`: the native program.

mod eval;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, flag, file] = &arguments[..]
        && command == "eval"
        && flag == "--batch"
        && let Ok(text) = std::fs::read_to_string(file)
    {
        for line in text.lines() {
            println!("{}", eval::answer(line));
        }
    }
}
