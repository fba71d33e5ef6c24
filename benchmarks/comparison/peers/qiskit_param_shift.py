"""Qiskit's parameter-shift gradient of the loss itself, one weighted observable: the least work it can have. Aer
takes the shots."""

import math

import numpy as np
from qiskit_machine_learning.gradients import ParamShiftEstimatorGradient

from comparison.peers.qiskit_circuit import circuit, observable, version  # noqa: F401


def estimator(workload, threads):
    if not workload.shots:
        from qiskit.primitives import StatevectorEstimator

        return StatevectorEstimator()
    from qiskit_aer.primitives import EstimatorV2

    return EstimatorV2(options={
        "backend_options": {"method": "statevector", "max_parallel_threads": threads, "seed_simulator": 7},
        "default_precision": 1 / math.sqrt(workload.shots)})


def prepare(workload, dtype, threads):
    made, x, w = circuit(workload)
    terms = [(c * k, word) for c, terms in zip(workload.cotangents(), workload.observables) for k, word in terms]
    loss_operator, primitive = observable(terms), estimator(workload, threads)
    gradient = ParamShiftEstimatorGradient(primitive)
    values = {**dict(zip(w, workload.weights()))}
    place = {parameter: k for k, parameter in enumerate(made.parameters)}
    rows = []
    for sample in workload.inputs():
        values.update(zip(x, sample))
        rows.append([values[parameter] for parameter in made.parameters])
    from_x, from_w = [place[p] for p in x], [place[p] for p in w]

    def work():
        pubs = [(made, loss_operator, row) for row in rows]
        loss = sum(float(result.data.evs) for result in primitive.run(pubs).result())
        found = np.array(gradient.run([made] * len(rows), [loss_operator] * len(rows), rows).result().gradients)
        return loss, found[:, from_w].sum(0), found[:, from_x]

    return work
