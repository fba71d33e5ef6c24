"""TensorFlow Quantum with its adjoint gradient; float32 only."""

import cirq
import numpy as np
import sympy
import tensorflow as tf
import tensorflow_quantum as tfq
from tensorflow_quantum.python.differentiators.adjoint import Adjoint

from comparison.peers import cirq_gates


class Symbols:
    """A symbol for every input, every weight, and every angle that is neither."""

    def __init__(self, workload):
        self.names = [f"x{i:03d}" for i in range(workload.qubits)]
        self.names += [f"w{j:04d}" for j in range(len(workload.weights()))]
        self.composite = []

    def of(self, angle):
        if angle.is_constant():
            return angle.value([], [])
        variable = angle.variable()
        if variable:
            width = 3 if variable[0] == "x" else 4
            return sympy.Symbol(f"{variable[0]}{variable[1]:0{width}d}")
        self.composite.append(angle)
        self.names.append(f"a{len(self.composite):04d}")
        return sympy.Symbol(self.names[-1])


def prepare(workload, dtype, threads):
    qubits, batch = cirq.GridQubit.rect(1, workload.qubits), workload.batch
    symbols = Symbols(workload)
    circuit = cirq_gates.circuit(workload, qubits, symbols.of)
    circuits = tf.repeat(tfq.convert_to_tensor([circuit]), batch)
    sums = [cirq_gates.observable(terms, qubits) for terms in workload.observables]
    sums = tf.repeat(tfq.convert_to_tensor([sums]), batch, axis=0)
    values = Adjoint().generate_differentiable_op(analytic_op=tfq.get_expectation_op())
    names = tf.constant(symbols.names)
    x = tf.Variable(np.array(workload.inputs()), dtype=tf.float32)
    w = tf.Variable(workload.weights(), dtype=tf.float32)
    c = tf.constant(workload.cotangents(), dtype=tf.float32)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            columns, weights = tf.unstack(x, axis=1), tf.unstack(w)
            angles = [tf.broadcast_to(a.value(columns, weights), [batch])[:, None] for a in symbols.composite]
            table = tf.concat([x, tf.repeat(w[None, :], batch, 0), *angles], 1)
            loss = tf.reduce_sum(values(circuits, names, table, sums) * c)
        return loss, *tape.gradient(loss, [w, x], unconnected_gradients="zero")

    def work():
        loss, dw, dx = step()
        return float(loss), dw.numpy(), dx.numpy() if workload.batch > 1 else None

    return work


def version():
    return f"tensorflow-quantum {tfq.__version__} tensorflow {tf.__version__}"
