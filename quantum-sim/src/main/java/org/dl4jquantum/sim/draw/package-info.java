/**
 * Pictures of circuits: one layout, written as Unicode text, ASCII text or SVG, or painted. What an
 * operation looks like follows from its gate's controls and body; no gate is named here.
 */
package org.dl4jquantum.sim.draw;
