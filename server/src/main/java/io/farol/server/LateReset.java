// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceOptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.Duration;

/// Lets a sender end its body when the answer came first, over HTTP/2: what still comes is dropped,
/// and the stream is reset only when that takes too long. Many clients read nothing before they
/// have sent all, and one whose stream is reset at once reports the reset and never the answer.
final class LateReset extends SimpleDecoratingHttpService {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ServiceOptions OPTIONS =
      ServiceOptions.builder().closeHttp2StreamDelayMillis(PATIENCE.toMillis()).build();

  LateReset(HttpService service) {
    super(service);
  }

  @Override
  public ServiceOptions options() {
    return OPTIONS;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    return unwrap().serve(context, request);
  }
}
