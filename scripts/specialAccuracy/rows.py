"""What a row of the accuracy table is: a function, a region, how points are drawn from it, and its exact value by mpmath."""
import random
from dataclasses import dataclass, field
from typing import Callable, Optional

from mpmath import mp, mpf

ROWS = []


def uniform(low, high):
    """Points spread evenly."""
    return lambda rng: low + (high - low) * rng.random()


def log(low, high):
    """Positive points spread evenly in their logarithm."""
    return lambda rng: float(low) * (float(high) / float(low)) ** rng.random()


def signed(sampler):
    """The same with either sign."""
    return lambda rng: sampler(rng) * rng.choice((-1, 1))


def integers(low, high):
    """Whole numbers, both ends included."""
    return lambda rng: rng.randint(low, high)


def choice(*values):
    return lambda rng: rng.choice(values)


@dataclass
class Row:
    name: str                      # SciPy's name
    region: str                    # in words, for the table
    draw: Callable                 # random generator -> tuple of arguments
    exact: Callable                # arguments as mpf -> value (or tuple)
    scipy: Optional[Callable] = None   # by default scipy.special's function of that name
    parts: int = 1                 # number of results
    count: int = 200
    dps: int = 30
    family: str = ''
    ours: str = ''                 # the camelCase name, where it is not SciPy's
    complex: bool = False          # draws complex numbers


def row(name, region, draw, exact, **options):
    """Add a row. `draw` is a sampler, a tuple of samplers, or a function of a generator that returns a tuple."""
    if isinstance(draw, tuple):
        samplers = draw
        pick = lambda rng: tuple(one(rng) for one in samplers)
    elif options.pop('whole', False):
        pick = draw
    else:
        pick = lambda rng: (draw(rng),)
    ROWS.append(Row(name, region, pick, exact, **options))


def points(one):
    rng = random.Random(f'{one.name} {one.region}')
    return [one.draw(rng) for _ in range(one.count)]
