//! The allocator of the wasm modules: std's own, kept out of the optimizer's sight.
//!
//! LLVM knows that memory from an allocator begins where its pointer points; an allocator keeps its own words just before
//! that. Where link-time optimization brings both into one function (std is built with the page, see xtask's `wasm`), LLVM
//! takes those words for something that cannot be, and freeing ends the module: seen with Rust 1.95 where a density
//! matrix made and freed zeroed memory. So these functions are never made part of their callers. Modules name this
//! crate (`use heap as _`); elsewhere than in wasm it does nothing.

#[cfg(target_family = "wasm")]
mod wasm {
    use std::alloc::{GlobalAlloc, Layout, System};

    struct Heap;

    #[global_allocator]
    static HEAP: Heap = Heap;

    // SAFETY: every function is System's, with the arguments as they came.
    unsafe impl GlobalAlloc for Heap {
        #[inline(never)]
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            unsafe { System.alloc(layout) }
        }
        #[inline(never)]
        unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
            unsafe { System.dealloc(memory, layout) }
        }
        #[inline(never)]
        unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
            unsafe { System.alloc_zeroed(layout) }
        }
        #[inline(never)]
        unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            unsafe { System.realloc(memory, layout, size) }
        }
    }
}
