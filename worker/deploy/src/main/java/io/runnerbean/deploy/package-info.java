/** Deploys to Elastic Beanstalk, and takes away again what was deployed. */
@NullMarked
package io.runnerbean.deploy;

import org.jspecify.annotations.NullMarked;
