"""Learns the low-rank adapter of an encoder from coded texts.

Every linear layer gets a change of low rank, and a linear classifier on the vectors shows where the texts should move.
The classifier is thrown away: the head is fitted anew on the vectors that come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.objectives.adapter import Adapter, Change
from models.objectives.embeddings import Scores, cut_pieces
from models.objectives.prepare import SentenceEncoder

RANK = 16
STRENGTH = 2.0
"""Factor of the changes while they are learned."""
ROUNDS = 5
DROPOUT = 0.2
BATCH = 16
BUCKET = 20 * BATCH
"""Texts that are sorted by length before they are cut into batches, so that few of them are padded far."""
MOST_TOKENS = 160
ENCODER_RATE, CLASSIFIER_RATE = 1e-3, 2e-3
WARM_STEPS = 50
EACH = 0.7
"""Weight of asking for each code by itself whether it belongs; the rest asks which one of all it is."""
STEEPNESS = 4.0
"""Vectors have length 1; stretched, a classifier can be sure of something."""
THREADS = 2
"""The order of sums depends on it, and so do the last digits."""
SEED = 1


class Lesson(NamedTuple):
    """Texts to learn from, and what a classifier already knows about their vectors as they are."""

    texts: Sequence[str]
    shares: Scores
    """How much each text counts for each code, shape (texts, codes)."""
    coefficients: NDArray[np.float64]
    """Of vectors of length STEEPNESS, shape (codes, dimensions)."""
    intercepts: NDArray[np.float64]


def learn_adapter(encoder: SentenceEncoder, lesson: Lesson) -> Adapter:
    """The changes after ROUNDS passes over the texts; changes the given encoder too.

    The same lesson gives the same changes with the same versions and kind of processor.
    """
    import torch

    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    model = encoder.model[0].auto_model
    layers = _insert_changes(model)
    classifier = _make_classifier(lesson)
    batches = list(_make_batches(lesson.texts))
    optimizer, schedule = _make_optimizer(layers.values(), classifier, len(batches))
    model.train()
    for batch in batches:
        loss = _find_loss(encoder, classifier, lesson, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([part for layer in layers.values() for part in (layer.up, layer.down)], 1.0)
        optimizer.step()
        schedule.step()
    model.eval()
    return Adapter(encoder.name, {name: _read_change(layer) for name, layer in layers.items()})


def _make_classifier(lesson: Lesson) -> Any:
    import torch

    classifier = torch.nn.Linear(lesson.coefficients.shape[1], len(lesson.coefficients))
    with torch.no_grad():
        classifier.weight.copy_(torch.tensor(lesson.coefficients))
        classifier.bias.copy_(torch.tensor(lesson.intercepts))
    return classifier


def _insert_changes(model: Any) -> dict[str, Any]:
    """Puts a trainable change beside each linear layer of the encoder's blocks; all else stays as it is."""
    import torch

    class Changed(torch.nn.Module):  # type: ignore[misc]
        """A layer and what is added to it."""

        def __init__(self, layer: Any) -> None:
            super().__init__()
            self.layer = layer
            self.down = torch.nn.Parameter(torch.randn(RANK, layer.in_features) / layer.in_features**0.5)
            self.up = torch.nn.Parameter(torch.zeros(layer.out_features, RANK))

        def forward(self, values: Any) -> Any:
            return self.layer(values) + STRENGTH * (values @ self.down.T) @ self.up.T

    for parameter in model.parameters():
        parameter.requires_grad = False
    for part in model.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = DROPOUT
    linear = [(name, layer) for name, layer in model.encoder.named_modules() if isinstance(layer, torch.nn.Linear)]
    changed = {f"encoder.{name}": Changed(layer) for name, layer in linear}
    for name, layer in changed.items():
        parent, _, last = name.rpartition(".")
        setattr(model.get_submodule(parent), last, layer)
    return changed


def _read_change(layer: Any) -> Change:
    return Change(STRENGTH * layer.up.detach().numpy(), layer.down.detach().numpy())


def _make_batches(texts: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Rows and what is read of them: of a long text another piece each time."""
    dice = np.random.RandomState(SEED)
    pieces = [cut_pieces(text) for text in texts]
    for _ in range(ROUNDS):
        order = dice.permutation(len(texts))
        buckets = [
            sorted(order[at : at + BUCKET], key=lambda row: len(texts[row])) for at in range(0, len(order), BUCKET)
        ]
        batches = [bucket[at : at + BATCH] for bucket in buckets for at in range(0, len(bucket), BATCH)]
        for number in dice.permutation(len(batches)):
            yield [(int(row), pieces[row][dice.randint(len(pieces[row]))]) for row in batches[number]]


def _make_optimizer(layers: Any, classifier: Any, steps: int) -> tuple[Any, Any]:
    """A short warm-up, then ever smaller steps down to none."""
    import torch

    groups = [
        {"params": [part for layer in layers for part in (layer.up, layer.down)], "lr": ENCODER_RATE},
        {"params": list(classifier.parameters()), "lr": CLASSIFIER_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_STEPS) * max(0.0, 1.0 - step / steps)
    )
    return optimizer, pace


def _find_loss(encoder: SentenceEncoder, classifier: Any, lesson: Lesson, batch: Sequence[tuple[int, str]]) -> Any:
    """Cross-entropy between the shares of the codes and what the classifier says, of all codes together and of each."""
    import torch

    rows = [row for row, _ in batch]
    tokens = encoder.model.tokenizer(
        [text for _, text in batch], padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt"
    )
    states = encoder.model[0].auto_model(**tokens).last_hidden_state
    mask = tokens["attention_mask"][:, :, None].to(states.dtype)
    vectors = torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
    said = classifier(STEEPNESS * vectors)
    shares = torch.tensor(lesson.shares[rows], dtype=torch.float32)
    together = (shares * -torch.log_softmax(said, dim=1)).sum(1).mean()
    belongs = (shares > 0).to(torch.float32)
    each = torch.nn.functional.binary_cross_entropy_with_logits(said, belongs, reduction="none").sum(1).mean()
    return (1.0 - EACH) * together + EACH * each
