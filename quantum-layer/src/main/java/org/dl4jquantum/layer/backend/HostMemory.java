package org.dl4jquantum.layer.backend;

import java.nio.Buffer;

/**
 * Where an array lies in memory outside the heap.
 *
 * @param memory a float or double buffer; its position means nothing
 * @param offset of the array's first element in it, in elements
 */
public record HostMemory(Buffer memory, int offset) {}
