/**
 * The daemon takes messages from SQS, posts each to an app, and deletes those that the app answers
 * with 200. It replaces the daemon that Elastic Beanstalk runs beside a worker, for any app in any
 * language.
 */
@NullMarked
package io.runnerbean.sqsd;

import org.jspecify.annotations.NullMarked;
