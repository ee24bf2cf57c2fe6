"""The peers of the benchmark, each as its own documentation calls it.

Reads one request a line, does the work once with the clock on, and answers with one line:
the seconds of processor time, all threads together, the number of releases (or of rows),
and the mean distance of the last outputs from the true value (or the last answer). What is imported and built beforehand, and the check of the outputs, are not timed.
"""

import functools
import json
import platform
import sys
import time
from importlib.metadata import version

import diffprivlib.mechanisms
import diffprivlib.tools
import numpy as np
import opendp.prelude as dp
from pydp.algorithms.numerical_mechanisms import LaplaceMechanism as GoogleLaplace

dp.enable_features("contrib")
random = np.random.default_rng()

TRUE_VALUE = 319


def numpy_laplace(scale, size):
    return lambda: random.laplace(TRUE_VALUE, scale, size)


def numpy_normal(sigma, size):
    return lambda: random.normal(TRUE_VALUE, sigma, size)


def numpy_laplace_loop(scale, size):
    laplace = random.laplace
    return lambda: [TRUE_VALUE + laplace(0.0, scale) for _ in range(size)]


INTEGER = dp.atom_domain(T=int)
REAL = dp.atom_domain(T=float, nan=False)


# OpenDP takes a numpy array faster than a list, and its integers have 32 bits.
def integers(size):
    return np.full(size, TRUE_VALUE, dtype=np.int32)


def opendp_discrete_laplace(scale, size):
    release = dp.m.make_laplace(
        dp.vector_domain(INTEGER), dp.l1_distance(T=int), scale=float(scale)
    )
    values = integers(size)
    return lambda: release(values)


def opendp_discrete_gaussian(sigma, size):
    release = dp.m.make_gaussian(
        dp.vector_domain(INTEGER), dp.l2_distance(T=float), scale=float(sigma)
    )
    values = integers(size)
    return lambda: release(values)


def opendp_laplace(scale, size):
    release = dp.m.make_laplace(
        dp.vector_domain(REAL), dp.l1_distance(T=float), scale=float(scale)
    )
    values = np.full(size, float(TRUE_VALUE))
    return lambda: release(values)


def singly(release, true_value, size):
    return lambda: [release(true_value) for _ in range(size)]


def opendp_integer():
    return dp.m.make_laplace(INTEGER, dp.absolute_distance(T=int), scale=1.0)


def opendp_real():
    return dp.m.make_laplace(REAL, dp.absolute_distance(T=float), scale=1.0)


def diffprivlib_integer():
    return diffprivlib.mechanisms.Geometric(epsilon=1.0, sensitivity=1).randomise


def diffprivlib_real():
    return diffprivlib.mechanisms.Laplace(epsilon=1.0, sensitivity=1.0).randomise


# Google's adds to an integer Laplace noise that is rounded, to a float that on a grid.
def google():
    return GoogleLaplace(epsilon=1.0, sensitivity=1.0).add_noise


def single(make, true_value):
    return lambda size: singly(make(), true_value, size)


def built_single(make, true_value):
    return lambda size: singly(lambda value: make()(value), true_value, size)


# Ten million rows: the same numbers as in queries.ts.


@functools.cache
def mixed(size, salt):
    indices = np.arange(salt, size + salt, dtype=np.uint64)
    return ((indices * 0x9E3779B1 & 0xFFFFFFFF) >> 8).astype(np.int64)


@functools.cache
def values(size):
    return mixed(size, 0) % 1000


def numpy_count(size):
    column = values(size)
    return lambda: np.count_nonzero((column >= 100) & (column <= 300))


def numpy_sum(size):
    column = values(size)
    return lambda: np.clip(column, 0, 500).sum()


def numpy_group_sums(size):
    column, groups = values(size), mixed(size, 7) % 10
    return lambda: np.bincount(groups, weights=np.clip(column, 0, 500))[0]


def numpy_bounded_sum(size):
    column, persons = values(size), mixed(size, 3) % 2_000_000

    def bounded():
        order = np.argsort(persons, kind="stable")
        ordered = persons[order]
        first = np.r_[True, ordered[1:] != ordered[:-1]]
        index = np.arange(size)
        starts = np.maximum.accumulate(np.where(first, index, 0))
        return np.clip(column[order][index - starts < 5], 0, 500).sum()

    return bounded


def opendp_sum(size):
    column = values(size)
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.symmetric_distance()
    release = (
        space
        >> dp.t.then_clamp((0, 500))
        >> dp.t.then_sum()
        >> dp.m.then_laplace(scale=500.0)
    )
    return lambda: release(column)


def diffprivlib_sum(size):
    column = values(size)
    return lambda: diffprivlib.tools.sum(column, epsilon=1.0, bounds=(0, 500))


WORK = {
    "numpy_count": numpy_count,
    "numpy_sum": numpy_sum,
    "numpy_group_sums": numpy_group_sums,
    "numpy_bounded_sum": numpy_bounded_sum,
    "opendp_sum": opendp_sum,
    "diffprivlib_sum": diffprivlib_sum,
    "numpy_laplace": numpy_laplace,
    "numpy_normal": numpy_normal,
    "numpy_laplace_loop": numpy_laplace_loop,
    "opendp_discrete_laplace": opendp_discrete_laplace,
    "opendp_discrete_gaussian": opendp_discrete_gaussian,
    "opendp_laplace": opendp_laplace,
    "opendp_single_integer": single(opendp_integer, TRUE_VALUE),
    "opendp_single_real": single(opendp_real, float(TRUE_VALUE)),
    "opendp_built_integer": built_single(opendp_integer, TRUE_VALUE),
    "opendp_built_real": built_single(opendp_real, float(TRUE_VALUE)),
    "diffprivlib_single_integer": single(diffprivlib_integer, TRUE_VALUE),
    "diffprivlib_single_real": single(diffprivlib_real, float(TRUE_VALUE)),
    "diffprivlib_built_integer": built_single(diffprivlib_integer, TRUE_VALUE),
    "diffprivlib_built_real": built_single(diffprivlib_real, float(TRUE_VALUE)),
    "google_single_integer": single(google, TRUE_VALUE),
    "google_single_real": single(google, float(TRUE_VALUE)),
    "google_built_integer": built_single(google, TRUE_VALUE),
    "google_built_real": built_single(google, float(TRUE_VALUE)),
}


@functools.cache
def prepared(peer, options):
    return WORK[peer](**dict(options))


def measure(peer, options):
    calls = options.pop("calls", 1)
    work = prepared(peer, tuple(sorted(options.items())))
    start = time.process_time()
    for _ in range(calls):
        output = work()
    seconds = time.process_time() - start
    if np.ndim(output) == 0:
        items, seen = options["size"], float(output)
    else:
        distances = np.abs(np.asarray(output, dtype=float) - TRUE_VALUE)
        items, seen = len(output), distances.mean()
    return {"seconds": seconds, "items": calls * items, "seen": seen}


def versions():
    packages = ["numpy", "opendp", "diffprivlib", "python-dp"]
    names = [f"{name} {version(name)}" for name in packages]
    return ", ".join([f"Python {platform.python_version()}", *names])


def main():
    replies = sys.stdout
    # Whatever a library prints is no reply.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        request = json.loads(line)
        if request["peer"] == "versions":
            reply = versions()
        else:
            reply = measure(request["peer"], request["options"])
        print(json.dumps(reply), file=replies, flush=True)


main()
