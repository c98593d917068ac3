"""Two accounts of one learner made one."""
