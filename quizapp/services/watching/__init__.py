"""An assignment watched while it is taken, by the teacher and on the wall."""
