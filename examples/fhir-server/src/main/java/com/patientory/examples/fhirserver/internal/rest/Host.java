package com.patientory.examples.fhirserver.internal.rest;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty with the servlet under {@code /fhir}, on the loopback address only. */
public final class Host implements AutoCloseable {
    private static final String CONTEXT = "/fhir";
    private static final int MAX_THREADS = 24;

    private final Server server;
    private final ServerConnector connector;

    private Host(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** Starts to listen. */
    public static Host start(Records records, int port, @Nullable String bearerToken) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("fhir-server");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(CONTEXT);
        // HAPI's links to further pages have no slash after the context; a redirect would lose many clients.
        context.setAllowNullPathInContext(true);
        if (bearerToken != null) {
            context.addFilter(
                    new FilterHolder(new BearerFilter(bearerToken)), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        context.addFilter(new FilterHolder(new BinaryFilter(records)), "/Binary/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new FhirServlet(records)), "/*");
        server.setHandler(context);
        Host host = new Host(server, connector);
        try {
            server.start();
        } catch (Exception e) {
            host.close();
            throw new IOException("the FHIR server does not start on port " + port, e);
        }
        return host;
    }

    /** The base of the FHIR interface, without a slash at its end. */
    public URI baseUri() {
        return URI.create("http://" + connector.getHost() + ":" + connector.getLocalPort() + CONTEXT);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the FHIR server does not stop", e);
        }
    }
}
