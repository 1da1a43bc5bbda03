/** The tables of the schema runnerbean: receipts, history and their partitions. */
@NullMarked
package io.runnerbean.engine.ledger;

import org.jspecify.annotations.NullMarked;
