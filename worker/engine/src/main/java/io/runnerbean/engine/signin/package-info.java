/**
 * How the worker proves to its database who it is: with what, and from where that is read again.
 */
@NullMarked
package io.runnerbean.engine.signin;

import org.jspecify.annotations.NullMarked;
