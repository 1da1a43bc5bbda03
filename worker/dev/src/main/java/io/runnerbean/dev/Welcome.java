package io.runnerbean.dev;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.SqsServer;
import java.io.PrintStream;

/** Prints commands to copy into another terminal. */
record Welcome(DevMode dev) {

  void print(PrintStream out) {
    PostgresDatabase database = dev.database();
    DevQueues queues = dev.queues();
    out.printf(
        """

        Send a job and show its row, in another terminal:
          ./runnerbean send InsertJob '{"data":"x"}'
          ./runnerbean sql 'select * from job_server_data'
          ./runnerbean sql 'select * from runnerbean.run'
        CronJob runs every minute:
          ./runnerbean sql 'select * from cron_job_data order by id desc limit 5'

        The same with other tools:
          AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws sqs send-message --region %s \\
            --endpoint-url %s --queue-url %s \\
            --message-body '{"job_type":"InsertJob","data":"x"}'
          curl %s/job/post/InsertJob --json '{"data":"x"}'
          PGPASSWORD=%s psql -h %s -p %d -U %s %s -c 'select * from job_server_data'

        Health: %s/health/ready
        Stop with Ctrl-C.

        """,
        SqsServer.REGION,
        queues.endpoint(),
        queues.jobs(),
        dev.url(),
        database.password(),
        database.host(),
        database.port(),
        database.user(),
        database.name(),
        dev.url());
  }
}
