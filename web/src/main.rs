//! Mounts the app on the element that index.html keeps for it.

fn main() {
    web::mount();
}
