/** An estimate of the monthly cost of a deployment. */
@NullMarked
package io.runnerbean.deploy.cost;

import org.jspecify.annotations.NullMarked;
