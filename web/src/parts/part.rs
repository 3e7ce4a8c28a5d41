//! Every component of the page, mounted as one.
//!
//! Yew compiles its whole machinery, about 5 KB, once more for each type of component that `<Name />` mounts.
//! `part!` mounts any of them through one type, [`Part`], so that the machinery is there once.

use std::any::Any;
use std::rc::Rc;
use yew::functional::{FunctionProvider, Hook, HookContext};
use yew::html::HtmlResult;
use yew::prelude::*;
use yew::virtual_dom::{Key, VChild, VList};

/// Mounts a component: `part!(Name { property: value, … })`, in place of `<Name property={value} … />`.
///
/// In a list it takes a key: `part!(key = key; Name { … })`.
macro_rules! part {
    (key = $key:expr; $component:ty $({ $($properties:tt)* })?) => {
        part!(@ ::std::option::Option::Some($key.into()), $component $({ $($properties)* })?)
    };
    (@ $key:expr, $component:ty) => {
        $crate::parts::mounted::<$component>($key, ())
    };
    (@ $key:expr, $component:ty { $($properties:tt)* }) => {
        $crate::parts::mounted::<$component>(
            $key,
            ::yew::props!(<$component as ::yew::functional::FunctionProvider>::Properties { $($properties)* }),
        )
    };
    ($component:ty $({ $($properties:tt)* })?) => {
        part!(@ ::std::option::Option::None, $component $({ $($properties)* })?)
    };
}
pub(crate) use part;

/// A component with its properties, whichever it is.
trait Mounted {
    /// Renders it.
    fn run(&self, context: &mut HookContext) -> HtmlResult;
    /// Is `other` the same component with equal properties?
    fn equals(&self, other: &dyn Mounted) -> bool;
    /// Itself, so that `equals` can look into the other.
    fn as_any(&self) -> &dyn Any;
}

struct Component<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider<Properties: 'static> + 'static> Mounted for Component<C> {
    fn run(&self, context: &mut HookContext) -> HtmlResult {
        C::run(context, &self.0)
    }

    fn equals(&self, other: &dyn Mounted) -> bool {
        other.as_any().downcast_ref::<Self>().is_some_and(|other| self.0 == other.0)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Properties)]
struct PartProps {
    mounted: Rc<dyn Mounted>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        self.mounted.equals(&*other.mounted)
    }
}

#[component]
fn Part(props: &PartProps) -> HtmlResult {
    use_mounted(&props.mounted)
}

/// The hooks of whichever component it is, as one.
fn use_mounted(mounted: &Rc<dyn Mounted>) -> Hooks<'_> {
    Hooks(&**mounted)
}

struct Hooks<'mounted>(&'mounted dyn Mounted);

impl Hook for Hooks<'_> {
    type Output = HtmlResult;

    fn run(self, context: &mut HookContext) -> HtmlResult {
        self.0.run(context)
    }
}

/// What `part!` makes.
pub(crate) fn mounted<C: FunctionProvider<Properties: 'static> + 'static>(
    key: Option<Key>,
    properties: C::Properties,
) -> Html {
    // Yew knows components by their type and key. The type being one, the key says which component it is:
    // where another stood, its hooks and elements must not be taken over.
    let which = Key::from(C::run as fn(&mut HookContext, &C::Properties) -> HtmlResult as usize);
    let props = PartProps { mounted: Rc::new(Component::<C>(properties)) };
    VList::with_children(vec![VChild::<Part>::new(props, Some(which)).into()], key).into()
}
