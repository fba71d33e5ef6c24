package org.dl4jquantum.layer.backend;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/** An executioner that runs operations written in Java, beside those of its backend. */
public interface RunsJavaOps extends OpExecutioner {}
