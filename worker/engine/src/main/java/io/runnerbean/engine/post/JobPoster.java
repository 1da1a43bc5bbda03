package io.runnerbean.engine.post;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.message.TimeOrderedIds;
import io.runnerbean.engine.queue.JobSender;
import java.sql.SQLException;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts jobs into the queue. */
public final class JobPoster {

  private static final Logger LOG = LoggerFactory.getLogger(JobPoster.class);

  private final @Nullable JobSender sender;
  private final SessionFactory sessions;
  private final Receipts receipts;

  /** Without a sender it posts nothing, and says so. */
  public JobPoster(@Nullable JobSender sender, SessionFactory sessions, Receipts receipts) {
    this.sender = sender;
    this.sessions = sessions;
    this.receipts = receipts;
  }

  /** Posts; a delivery, once per message however often it is delivered. */
  public Posted post(PostRequest request) {
    if (sender == null) {
      return new Posted.Unavailable(
          "This worker knows no queue to post to; RUNNERBEAN_QUEUE_URL names one.");
    }
    return request.isDelivery() ? postOnce(request, sender) : send(request, sender);
  }

  /**
   * The receipt is committed after the jobs are sent: a crash between the two sends them again,
   * under the same keys.
   */
  private Posted postOnce(PostRequest request, JobSender sender) {
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      return switch (receipts.take(unit.connection(), request.key(), TimeOrderedIds.next())) {
        case Receipt.Fresh() -> sendAndCommit(request, sender, unit);
        case Receipt.Taken _ -> new Posted.AlreadyDone(request);
        case Receipt.Busy() -> new Posted.StillRunning();
        case Receipt.Unknowable() -> new Posted.Unknowable();
      };
    } catch (HibernateException | SQLException e) {
      LOG.error("could not keep the receipt of a posted job", e);
      return new Posted.Unavailable("The database is unavailable; try again.");
    }
  }

  private Posted sendAndCommit(PostRequest request, JobSender sender, UnitOfWork unit) {
    Posted.Done done = send(request, sender);
    if (!done.isWhole()) {
      return new Posted.Unavailable("SQS did not take every job; try again.");
    }
    unit.commit();
    return done;
  }

  private static Posted.Done send(PostRequest request, JobSender sender) {
    return new Posted.Done(
        request, sender.queueName(), sender.send(request.messages(), request.delaySeconds()));
  }
}
