/** Deploys to Elastic Beanstalk, and removes deployments. */
@NullMarked
package io.runnerbean.deploy;

import org.jspecify.annotations.NullMarked;
