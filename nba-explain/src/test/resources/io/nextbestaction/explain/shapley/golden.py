# SPDX-License-Identifier: Apache-2.0
"""Interventional Shapley values and interactions from the value function alone: python3 golden.py > golden.csv

Independent of the Java code: exact fractions, permutations instead of weighted coalitions for the values, coalitions for
the pairs. A value is missing where a cell is empty. Leaves, thresholds and rows are sixteenths, so doubles are exact.

Lines:
  case,CASE,INPUTS,BASE
  node,CASE,TREE,FEATURE,VALUE,MISSING_LEFT,LEFT,RIGHT     (feature -1: a leaf; children by place in the tree)
  background,CASE,values...
  row,CASE,values...
  values,CASE,phi...                                         (of the row just above)
  pairs,CASE,matrix...                                       (row by row, half of an interaction in each triangle)
"""
import itertools
import math
import random
from fractions import Fraction


def sixteenth(rng, low, high):
    return Fraction(rng.randint(16 * low, 16 * high), 16)


def cell(rng, grid):
    kind = rng.random()
    if kind < 0.2:
        return None
    return rng.choice(grid) if kind < 0.7 else sixteenth(rng, -3, 3)  # mostly ties with thresholds


def grow(rng, inputs, depth, thin, grid, nodes):
    at = len(nodes)
    nodes.append(None)
    if depth == 0 or rng.random() < thin:
        nodes[at] = (-1, sixteenth(rng, -2, 2), False, -1, -1)
        return at
    feature, threshold, missing = rng.randrange(inputs), rng.choice(grid), rng.random() < 0.5
    left = grow(rng, inputs, depth - 1, thin, grid, nodes)
    right = grow(rng, inputs, depth - 1, thin, grid, nodes)
    nodes[at] = (feature, threshold, missing, left, right)
    return at


def score(tree, row):
    at = 0
    while tree[at][0] >= 0:
        feature, threshold, missing, left, right = tree[at]
        x = row[feature]
        at = left if (missing if x is None else x < threshold) else right
    return tree[at][1]


def margin(base, trees, row):
    return base + sum(score(tree, row) for tree in trees)


def game(base, trees, row, background):
    """v(S): the mean margin when the features outside S come from the background."""
    inputs = len(row)
    v = []
    for known in range(1 << inputs):
        total = Fraction(0)
        for other in background:
            total += margin(base, trees, [row[j] if known >> j & 1 else other[j] for j in range(inputs)])
        v.append(total / len(background))
    return v


def values(v, inputs):
    phi = [Fraction(0)] * inputs
    for order in itertools.permutations(range(inputs)):
        known = 0
        for j in order:
            phi[j] += v[known | 1 << j] - v[known]
            known |= 1 << j
    return [p / math.factorial(inputs) for p in phi]


def pairs(v, phi, inputs):
    matrix = [[Fraction(0)] * inputs for _ in range(inputs)]
    for i, j in itertools.permutations(range(inputs), 2):
        for known in range(1 << inputs):
            if known >> i & 1 or known >> j & 1:
                continue
            size = bin(known).count("1")
            weight = Fraction(math.factorial(size) * math.factorial(inputs - size - 2), 2 * math.factorial(inputs - 1))
            matrix[i][j] += weight * (v[known | 1 << i | 1 << j] - v[known | 1 << i] - v[known | 1 << j] + v[known])
    for i in range(inputs):
        matrix[i][i] = phi[i] - sum(matrix[i])
    return [entry for line in matrix for entry in line]


def text(number):
    return "" if number is None else repr(float(number))


def line(*cells):
    print(",".join(c if isinstance(c, str) else text(c) if c is None or isinstance(c, Fraction) else str(int(c)) for c in cells))


def main():
    rng = random.Random(20261125)
    # few features and many levels repeat features on a path; 10 and 12 levels are beyond the keys of grouped tables
    shapes = [(1, 3, 0.0, 2), (2, 4, 0.1, 2), (3, 5, 0.2, 3), (5, 4, 0.1, 3), (6, 6, 0.2, 2), (4, 10, 0.35, 2),
              (5, 12, 0.38, 1), (6, 0, 0.0, 2)]
    for case, (inputs, depth, thin, count) in enumerate(shapes):
        grid = [sixteenth(rng, -2, 2) for _ in range(4)]
        base = sixteenth(rng, -1, 1)
        trees = []
        while len(trees) < count:
            nodes = []
            grow(rng, inputs, depth, thin, grid, nodes)
            if depth < 10 and len(nodes) > depth or len(nodes) > 20 and len(nodes) < 200:
                trees.append(nodes)
        line("case", case, inputs, base)
        for t, tree in enumerate(trees):
            for feature, value, missing, left, right in tree:
                line("node", case, t, feature, value, missing, left, right)
        background = [[cell(rng, grid) for _ in range(inputs)] for _ in range(7)]
        for other in background:
            line("background", case, *other)
        for _ in range(4):
            row = [cell(rng, grid) for _ in range(inputs)]
            v = game(base, trees, row, background)
            phi = values(v, inputs)
            line("row", case, *row)
            line("values", case, *phi)
            line("pairs", case, *pairs(v, phi, inputs))


main()
