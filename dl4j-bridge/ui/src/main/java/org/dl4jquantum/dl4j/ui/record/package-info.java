/** What a training reports to the page, in the storages of Deeplearning4j's UI; coded in bytes of a version of their own. */
package org.dl4jquantum.dl4j.ui.record;
