/** The jobs of the benchmark, as an application of Spring would have them. */
package io.runnerbean.rivals.job;
