# SPDX-License-Identifier: Apache-2.0
"""Makes golden-rows.csv, golden-classes.csv and golden-values.csv beside this file.

Rows:    case,label,probability                     (yes-or-no outcome)
Classes: case,label,probability of class 0 1 2 ...  (several classes, blank-separated)
Values:  case,name,value ...                        (blank-separated where there are several)

Expected values come from scikit-learn where it has the metric, else from scipy or a plain formula here:
  sklearn  auc ap brier logloss accuracy balanced precision recall f1 fbeta mcc, roc, pr, equal-mass bins, isotonic,
           multi-class averages, confusion, auc
  scipy    ks (ks_2samp); roots of the likelihood equations (calibration line, temperature, beta)
  here     specificity, capture (mean over 20,000 shuffles is checked against the formula), Murphy's parts, DeLong by
           all pairs, equal-width bins
Made with Debian's python3 packages: scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2.  Run: python3 golden.py
"""
import os
import warnings

import numpy as np
from scipy.optimize import minimize, root
from scipy.special import expit, logit
from scipy.stats import ks_2samp
from sklearn import metrics as m
from sklearn.calibration import calibration_curve
from sklearn.isotonic import IsotonicRegression

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
EDGE = 1e-6
GRID = np.linspace(0, 1, 41)


def cases():
    r = np.random.RandomState(7)
    p = expit(r.normal(-0.5, 1.3, 200))
    yield "smooth", r.rand(200) < p, p
    p = np.round(r.rand(120), 1)
    yield "ties", r.rand(120) < 0.2 + 0.6 * p, p
    p = np.concatenate([[0, 0, 1, 1, 1e-12, 1 - 1e-12, 1e-7, 0.5, 0.5], r.beta(0.3, 0.3, 71)])
    y = r.rand(80) < p
    y[[0, 2]] = [True, False]
    yield "extremes", y, p
    p = expit(r.normal(-4, 1, 700))
    yield "rare", r.rand(700) < p, p
    p = np.array([0.1, 0.4, 0.35, 0.8, 0.8, 0.65, 0.4])
    yield "seven", np.array([0, 0, 1, 1, 0, 1, 1], bool), p
    p = r.rand(150)
    yield "reversed", r.rand(150) < 1 - p, p
    p = r.rand(300)  # rises near 1 only: the unconstrained beta calibration has a < 0
    yield "bent", r.rand(300) < np.where(p < 0.15, 0.35, 0.2 + 0.7 * p**4), p
    p = r.rand(300)  # the same at the other end: b < 0
    yield "bent-high", r.rand(300) < np.where(p > 0.85, 0.65, 0.8 - 0.7 * (1 - p) ** 4), p


def solve(columns, offset, t, start):
    """The root of the likelihood equations."""
    x = np.column_stack(columns)

    def gradient(w):
        return x.T @ (expit(offset + x @ w) - t)

    def hessian(w):
        q = expit(offset + x @ w)
        return x.T @ (x * (q * (1 - q))[:, None])

    w = np.array(start, float)
    loss = lambda v: np.sum(np.logaddexp(0, offset + x @ v) - t * (offset + x @ v))
    w = minimize(loss, w, jac=gradient, hess=hessian, method="trust-exact", options={"gtol": 1e-10}).x
    w = root(gradient, w, jac=hessian, tol=1e-15).x
    assert np.abs(gradient(w)).max() < 1e-9
    return w, loss(w)


def capture(y, p, share):
    k = share * len(y)
    total = 0.0
    taken = 0
    for value in np.unique(p)[::-1]:
        group = y[p == value]
        part = min(1.0, (k - taken) / len(group))
        if part <= 0:
            break
        total += part * group.sum()
        taken += len(group)
    return total / y.sum()


def shuffled_capture(y, p, share):
    r = np.random.RandomState(1)
    k = int(round(share * len(y)))
    hits = 0.0
    for _ in range(20000):
        o = r.permutation(len(y))
        hits += y[o][np.argsort(-p[o], kind="stable")[:k]].sum()
    return hits / 20000 / y.sum()


def delong(y, p):
    pos, neg = p[y], p[~y]
    psi = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    return psi.mean(1), psi.mean(0)


out = []
rows = []
classes = []


def put(case, name, *values):
    flat = np.concatenate([np.atleast_1d(np.asarray(v, float)).ravel() for v in values])
    out.append("%s,%s,%s" % (case, name, " ".join(repr(float(v)) for v in flat)))


for case, y, p in cases():
    y = np.asarray(y, bool)
    for yi, pi in zip(y, p):
        rows.append("%s,%d,%r" % (case, yi, float(pi)))
    put(case, "auc", m.roc_auc_score(y, p))
    put(case, "gini", 2 * m.roc_auc_score(y, p) - 1)
    put(case, "ap", m.average_precision_score(y, p))
    put(case, "brier", m.brier_score_loss(y, p))
    put(case, "logloss", m.log_loss(y, p, eps=EDGE))
    put(case, "ks", ks_2samp(p[y], p[~y]).statistic)
    for t in (0.0, 0.3, 0.5, float(p[3]), 1.0, 2.0):
        d = p >= t
        tn, fp, fn, tp = m.confusion_matrix(y, d, labels=[False, True]).ravel()
        put(case, "at", t, tp, fp, tn, fn, m.accuracy_score(y, d), m.balanced_accuracy_score(y, d),
            m.precision_score(y, d, zero_division=0), m.recall_score(y, d), tn / (tn + fp), m.f1_score(y, d, zero_division=0),
            m.fbeta_score(y, d, beta=2, zero_division=0), m.fbeta_score(y, d, beta=0.5, zero_division=0),
            m.matthews_corrcoef(y, d))
    fpr, tpr, th = m.roc_curve(y, p, drop_intermediate=False)
    put(case, "roc.threshold", th[1:])
    put(case, "roc.x", fpr)
    put(case, "roc.y", tpr)
    precision, recall, th = m.precision_recall_curve(y, p)
    put(case, "pr.threshold", th[::-1])
    put(case, "pr.x", recall[::-1])
    put(case, "pr.y", precision[::-1])
    best = max(np.concatenate([[np.inf], np.unique(p)[::-1]]),
               key=lambda t: -1.0 * ((p >= t) & ~y).sum() - 5.0 * ((p < t) & y).sum())
    put(case, "best.cost", best)
    put(case, "best.f2", max(np.unique(p)[::-1], key=lambda t: m.fbeta_score(y, p >= t, beta=2)))
    for share in (0.1, 0.25, 1.0):
        c = capture(y, p, share)
        if len(y) * share == int(len(y) * share) and len(np.unique(p)) < len(p):
            assert abs(c - shuffled_capture(y, p, share)) < 0.01, case
        put(case, "capture", share, c, c / share)
    for k in (5, 10):
        rate, mean = calibration_curve(y, p, n_bins=k, strategy="quantile")
        put(case, "mass.%d.mean" % k, mean)
        put(case, "mass.%d.rate" % k, rate)
        edges = np.percentile(p, np.linspace(0, 100, k + 1))
        for name, ids in (("mass", np.searchsorted(edges[1:-1], p)), ("width", np.minimum(k - 1, (p * k).astype(int)))):
            gaps, sizes, resolution = [], [], []
            for b in np.unique(ids):
                i = ids == b
                gaps.append(y[i].mean() - p[i].mean())
                sizes.append(i.sum())
                resolution.append((y[i].mean() - y.mean()) ** 2)
            gaps, sizes = np.array(gaps), np.array(sizes)
            put(case, "%s.%d.sizes" % (name, k), sizes)
            put(case, "%s.%d.errors" % (name, k), (sizes * abs(gaps)).sum() / len(y), abs(gaps).max())
            put(case, "%s.%d.murphy" % (name, k), (sizes * gaps**2).sum() / len(y),
                (sizes * np.array(resolution)).sum() / len(y), y.mean() * (1 - y.mean()))
    z = logit(np.clip(p, EDGE, 1 - EDGE))
    one = np.ones(len(p))
    line = solve([z, one], 0 * one, y, [1, 0])[0]
    put(case, "line", line, solve([one], z, y, [0])[0])
    # DeLong against the same probabilities, shaken
    q = np.clip(np.round(p + np.random.RandomState(3).normal(0, 0.1, len(p)), 2), 0, 1)
    a, b = delong(y, p), delong(y, q)
    se = lambda v, w: np.sqrt(np.var(v, ddof=1) / len(v) + np.var(w, ddof=1) / len(w))
    put(case, "shaken", q)
    put(case, "delong", a[0].mean(), b[0].mean(), se(*a), se(*b), se(a[0] - b[0], a[1] - b[1]))
    iso = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(p, y)
    put(case, "isotonic.rows", iso.predict(p))
    put(case, "isotonic.grid", iso.predict(GRID))
    t = np.where(y, (y.sum() + 1) / (y.sum() + 2), 1 / ((~y).sum() + 2))
    slope = solve([z], 0 * one, t, [1])[0][0]
    if slope > 0:
        put(case, "temperature", 1 / slope)
    low, high = np.log(np.clip(p, EDGE, 1 - EDGE)), -np.log1p(-np.clip(p, EDGE, 1 - EDGE))
    w, _ = solve([low, high, one], 0 * one, t, [0.5, 0.5, 0])
    if w[0] < 0 or w[1] < 0:
        l, ll = solve([low, one], 0 * one, t, [0.5, 0])
        h, hh = solve([high, one], 0 * one, t, [0.5, 0])
        faces = [(ll, [l[0], 0, l[1]])] * (l[0] > 0) + [(hh, [0, h[0], h[1]])] * (h[0] > 0)
        w = min(faces)[1] if faces else None
        if w:  # the same by a bounded optimiser
            f = lambda v: np.sum(np.logaddexp(0, v[0] * low + v[1] * high + v[2])
                                 - t * (v[0] * low + v[1] * high + v[2]))
            v = minimize(f, [0.5, 0.5, 0], bounds=[(0, None), (0, None), (None, None)]).x
            assert np.abs(v - w).max() < 1e-3, (case, v, w)
    if w is not None:
        put(case, "beta", w)

r = np.random.RandomState(11)
for case, n, k, absent in (("three", 90, 3, None), ("four", 120, 4, 2), ("two", 60, 2, None)):
    p = np.round(r.dirichlet(np.full(k, 0.8), n), 2)
    p[:, -1] = np.round(1 - p[:, :-1].sum(1), 2)
    p = np.clip(p, 0, 1)
    y = np.array([r.choice(k, p=0.6 * q / q.sum() + 0.4 / k) for q in p])
    if absent is not None:
        y[y == absent] = 0
    for yi, pi in zip(y, p):
        classes.append("%s,%d,%s" % (case, yi, " ".join(repr(float(v)) for v in pi)))
    d = p.argmax(1)
    put(case, "confusion", m.confusion_matrix(y, d, labels=range(k)))
    put(case, "accuracy", m.accuracy_score(y, d), m.balanced_accuracy_score(y, d), m.matthews_corrcoef(y, d))
    for average in ("micro", "macro", "weighted"):
        put(case, average, m.precision_score(y, d, average=average, zero_division=0),
            m.recall_score(y, d, average=average, zero_division=0),
            m.f1_score(y, d, average=average, zero_division=0),
            m.fbeta_score(y, d, beta=2, average=average, zero_division=0))
    present = np.unique(y)
    aucs = np.array([m.roc_auc_score(y == c, p[:, c]) for c in present])
    sizes = np.array([(y == c).sum() for c in present])
    onehot = np.eye(k)[y]
    put(case, "auc", m.roc_auc_score(onehot.ravel(), p.ravel()), aucs.mean(), (aucs * sizes).sum() / sizes.sum())
    if absent is None and k > 2:
        assert abs(aucs.mean() - m.roc_auc_score(y, p, multi_class="ovr", average="macro")) < 1e-12
        assert abs((aucs * sizes).sum() / n - m.roc_auc_score(y, p, multi_class="ovr", average="weighted")) < 1e-12
    put(case, "logloss", -np.log(np.clip(p[np.arange(n), y], EDGE, 1 - EDGE)).mean())
    put(case, "brier", ((p - onehot) ** 2).sum(1).mean())
    inner = np.clip(p, 0.01, None)  # scikit-learn divides clipped rows by their sum; without edges both agree
    inner /= inner.sum(1, keepdims=True)
    put(case, "inner", inner)
    put(case, "inner.logloss", m.log_loss(y, inner, labels=range(k)))

for name, lines in (("rows", rows), ("classes", classes), ("values", out)):
    with open(os.path.join(HERE, "golden-%s.csv" % name), "w") as f:
        f.write("\n".join(lines) + "\n")
