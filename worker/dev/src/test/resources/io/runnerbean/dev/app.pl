# An app in another language. It prints each request and answers 200. Every Debian includes Perl.
use strict;
use warnings;
use IO::Socket::INET;

$| = 1;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 16) or die $@;
print "Listening on port ", $server->sockport, "\n";
while (my $client = $server->accept) {
  while (my $line = <$client>) {
    my %header;
    while ((my $header = <$client>) =~ /^([^:]+): *(.*?)\r?$/) { $header{lc $1} = $2 }
    read $client, my $body, $header{'content-length'} // 0;
    print "$line$_: $header{$_}\n" for sort keys %header;
    print "body: $body\n";
    print $client "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    last;
  }
}
