"""A deliberately naive second implementation of the Note: the oracle of the random tests.

It was written from `reading.md`, `interface.md`, `terms.md` and the Note alone, by someone who did not look at the
product, so that the two can be held against each other. It is slow and plain on purpose: one day after the other, every
Holder on every day, exact fractions added up day by day.

* `model` answers `simulate`, `payoff`, `can_pay` and `bars` for a document given as plain dicts of strings;
* `documents` makes random documents (`documents()` for hypothesis, `random_document(rng)` for bulk runs);
* `terms` lays what a document states over the instrument that it names;
* `world` is the day loop, on `demands`, `blocking`, `barring` and `earning`, a room a step;
* `facts` is what can be read off the document without playing any day, `counting` the arithmetic.

    from naive import documents, model
    document = documents.random_document(random.Random(7))
    assert model.simulate(document)["totals"] == product_totals(document)
"""
