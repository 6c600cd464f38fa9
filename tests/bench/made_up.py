"""Made-up terms beside the real ones: names of two or three words that are built as the field builds its own."""

import random
from collections.abc import Iterator, Sequence

from tests.bench.asked import Listed

_ADJECTIVES = (
    "adaptive additive amortized annular asynchronous axial balanced bilinear bounded causal chunked circular "
    "coarse coherent compact conformal coupled cubic cyclic decentralized delayed diagonal diffuse discrete dual "
    "elastic entangled episodic factored fluid fractal frozen granular harmonic hashed hierarchical hybrid implicit "
    "incremental invertible isotropic jittered joint laminar latent layered lazy lateral local logarithmic lossy "
    "marginal masked modular monotone nested neutral oblique optical orthogonal parametric pairwise planar polar "
    "portable quantized radial recursive reversible robust rotary scalar segmented shallow sketched smooth sparse "
    "spectral spherical stacked staged static stepwise stratified symmetric tempered tiled toroidal truncated "
    "uniform unrolled variational vector wavelet weighted windowed"
)
_ROOTS = (
    "anchor band barrier beacon bridge cascade cell centroid chord cluster codec column corpus crystal curve delta "
    "domain dropper edge echo ensemble envelope fabric facet feature fiber filter flow frame front gauge gradient "
    "graph grid harbor hash helix horizon impulse index kernel ladder lattice ledger lens level link loop manifold "
    "map margin marker mask matrix mesh mirror mixture moment motif neuron node orbit packet panel patch path "
    "pattern phase pivot pixel policy portal prefix prism probe profile prompt quota query radius relay replica "
    "reward ridge ring route sample scale schema segment sensor sequence shard signal slot span sphere spline stack "
    "state stream stride stripe surface symbol tangent teacher template tensor texture thread tile token trace track "
    "tree trellis tuple turbine valve vector vertex volume voxel wave window"
)
_ENDS = (
    "aggregation alignment analysis annealing approximation assignment attention augmentation balancing batching "
    "calibration clipping clustering coding compression consensus correction coupling decay decoding decomposition "
    "detection diffusion distillation dropout embedding encoding estimation expansion factorization filtering "
    "fusion gating generation hashing initialization injection interpolation layer learning loss machine masking "
    "matching memory merging metric network normalization optimization packing parallelism pooling prediction "
    "propagation pruning quantization ranking reduction regression regularization replay resampling retrieval "
    "routing sampling scaling scheduling search segmentation selection sharing shift smoothing sorting splitting "
    "stacking steering stitching tagging threshold tracing training transfer transform tuning voting warping"
)
_HEADS = "auto bi co counter cross de hyper infra inter intra macro meta micro multi non over poly post pre pro"
_TAILS = "al ar ed er ian ic ine ing ive oid or ous"


def with_made_up(terms: Sequence[Listed], size: int) -> tuple[Listed, ...]:
    """Return the terms and as many made-up ones as make up the size; the same each time."""
    return (*terms, *_made_up(size - len(terms), {term.slug for term in terms}))


def _made_up(count: int, taken: set[str]) -> Iterator[Listed]:
    chance = random.Random(636)  # noqa: S311  (the same each time is the point)
    coined = [f"{head}{root}{tail}" for head in _HEADS.split() for root in _ROOTS.split() for tail in _TAILS.split()]
    chance.shuffle(coined)
    firsts = [*_ADJECTIVES.split() * 20, *coined[:6000]]
    roots = [*_ROOTS.split() * 20, *coined[6000:9000]]
    ends = _ENDS.split()
    while count:
        words = [chance.choice(firsts), chance.choice(roots), chance.choice(ends)]
        if chance.random() < 0.4:
            del words[chance.choice((0, 1))]
        slug = "-".join(words)
        if slug not in taken:
            taken.add(slug)
            count -= 1
            aliases = (f"{words[0]} {words[-1]}s",) if len(words) > 2 and chance.random() < 0.4 else ()
            yield Listed(slug, " ".join(words).title(), aliases)
