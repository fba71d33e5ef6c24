/** The page of quantum layers in DL4J's UI: routes, JSON, and the files of the page. */
package org.dl4jquantum.dl4j.ui.page;
