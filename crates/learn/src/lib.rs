//! Models, losses, optimizers, data sets and the trainer. Does not know that there is a page.
