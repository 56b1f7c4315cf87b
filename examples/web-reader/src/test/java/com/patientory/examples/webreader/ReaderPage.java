package com.patientory.examples.webreader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The reader's page as a person uses it: choose files, type words, press the button. */
final class ReaderPage {
    private final DevTools page;

    ReaderPage(DevTools page) {
        this.page = page;
    }

    void choose(String input, Path... files) {
        int root =
                page.call("DOM.getDocument", Json.object()).at("/root/nodeId").asInt();
        ObjectNode query = Json.object().put("nodeId", root).put("selector", "#" + input);
        int node = page.call("DOM.querySelector", query).get("nodeId").asInt();
        ObjectNode parameters = Json.object().put("nodeId", node);
        ArrayNode names = parameters.putArray("files");
        for (Path file : files) {
            names.add(file.toAbsolutePath().toString());
        }
        page.call("DOM.setFileInputFiles", parameters);
    }

    void chooseRecord(Path... files) throws InterruptedException {
        choose("files", files);
        page.until("document.querySelectorAll('#list li').length === " + files.length);
    }

    void type(String words) {
        page.evaluate("document.getElementById('words').focus()");
        page.call("Input.insertText", Json.object().put("text", words));
    }

    void press(String button) {
        page.evaluate("document.getElementById('" + button + "').click()");
    }

    /** Until a record or an error is shown, whichever comes. */
    void settle() throws InterruptedException {
        page.until("document.getElementById('work').hidden"
                + " && !(document.getElementById('record').hidden && document.getElementById('error').hidden)");
    }

    boolean shown(String id) {
        return !page.evaluate("document.getElementById('" + id + "').hidden").asBoolean();
    }

    String text(String id) {
        return page.evaluate("document.getElementById('" + id + "').textContent")
                .asText();
    }

    JsonNode evaluate(String expression) {
        return page.evaluate(expression);
    }

    void downloadTo(Path folder) {
        ObjectNode where = Json.object().put("behavior", "allow").put("downloadPath", folder.toString());
        page.call("Browser.setDownloadBehavior", where);
    }

    void screenshot(Path file) throws IOException {
        ObjectNode parameters = Json.object().put("format", "png").put("captureBeyondViewport", true);
        JsonNode image = page.call("Page.captureScreenshot", parameters);
        Files.write(file, Base64.getDecoder().decode(image.get("data").asText()));
    }
}
