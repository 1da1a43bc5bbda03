/** The environment on Elastic Beanstalk: its news, its health, and whether a job comes through. */
@NullMarked
package io.runnerbean.deploy.environment;

import org.jspecify.annotations.NullMarked;
