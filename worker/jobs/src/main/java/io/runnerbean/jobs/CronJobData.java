package io.runnerbean.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row that {@link CronJob} wrote. */
@Entity
@Table(name = "cron_job_data")
public class CronJobData {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(name = "triggered_at", nullable = false, updatable = false)
  private Instant triggeredAt;

  @Column(name = "scheduled_for", updatable = false)
  private @Nullable Instant scheduledFor;

  /** For Hibernate. */
  protected CronJobData() {}

  public CronJobData(Instant triggeredAt, @Nullable Instant scheduledFor) {
    this.triggeredAt = triggeredAt;
    this.scheduledFor = scheduledFor;
  }

  /** Null until the row is inserted. */
  public @Nullable Long getId() {
    return id;
  }

  public Instant getTriggeredAt() {
    return triggeredAt;
  }

  /** Null if the job was not started by a schedule. */
  public @Nullable Instant getScheduledFor() {
    return scheduledFor;
  }
}
