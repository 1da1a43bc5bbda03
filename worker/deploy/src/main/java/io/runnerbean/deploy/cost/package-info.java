/** What a deployment costs in a month, as far as it can be known before. */
@NullMarked
package io.runnerbean.deploy.cost;

import org.jspecify.annotations.NullMarked;
