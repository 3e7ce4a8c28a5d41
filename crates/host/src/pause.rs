//! Long work that pauses: between two steps whoever waits for it gets a turn.
//!
//! Such work is an `async` function that awaits the `pause` it is given. What comes of it does not
//! depend on when, or whether, there is a pause.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The result of work whose pauses end by themselves.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(result) = work.as_mut().poll(&mut context) {
            return result;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::future::poll_fn;

    #[test]
    fn work_comes_to_its_end_through_every_pause() {
        let turns = Cell::new(0);
        let pause = async || {
            let mut is_over = false;
            poll_fn(|_| {
                turns.set(turns.get() + 1);
                if std::mem::replace(&mut is_over, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        };
        let sum = at_once(async {
            let mut sum = 0;
            for number in 1..=3 {
                sum += number;
                pause().await;
            }
            sum
        });
        assert_eq!((sum, turns.get()), (6, 6));
    }
}
