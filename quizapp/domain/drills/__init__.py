"""Turn items into something a learner can answer: choosing, posing, marking, looking back."""
