"""Where a figure, a bar or a void notice comes from: a chain of steps from the facts to it, each with its clause.

The chain is a value. Whoever has it can work every figure out again without the program: each step says what is done
to which operands, and an operand is a fact with its line or the result of an earlier step.
"""
