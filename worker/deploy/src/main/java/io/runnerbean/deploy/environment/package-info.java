/** The Elastic Beanstalk environment: its events, its health, and a smoke test. */
@NullMarked
package io.runnerbean.deploy.environment;

import org.jspecify.annotations.NullMarked;
