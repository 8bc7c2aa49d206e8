// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String NASTY = "<script>alert('x')</script> & \"quoted\" ]]> -->";

    private static HtmlReport sample(String label) {
        double[] x = {0, 0.25, 1};
        double[] y = {0, 0.75, 1};
        return HtmlReport.titled(label)
                .lead(label)
                .metrics(label, List.of(new Metric(label, label, label), new Metric("Brier", "0.0968", "")))
                .curve(label, label, label, List.of(Series.of(label, x, y), Series.reference(label, x, x)))
                .bars(label, List.of(new Bar(label, 3, label), new Bar("lost", -1.5, "−1.50 EUR")))
                .waterfall(label, -1, List.of(new Step(label, 0.75), new Step("b", -0.25)), -0.5)
                .scatter(label, label, label, List.of(Series.of(label, x, y)))
                .table(label, List.of(label, "Share"), List.of(List.of(label, "12.5 %")))
                .text(label, label, "Second paragraph.");
    }

    /** One of everything else, on two pages. */
    private static HtmlReport paged(String label) {
        Schema schema = Schema.builder().number("n").category(label).build();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Row row = new Row(schema);
            row.setNumber(0, i % 7 == 0 ? Double.NaN : i);
            row.setText(1, i % 2 == 0 ? label : "b");
            rows.add(row);
        }
        FeatureNames features = FeatureNames.of("n", label);
        double[] contributions = IntStream.range(0, 80).mapToDouble(Math::sin).toArray();
        Attributions attributions = Attributions.of(features, rows, contributions);
        double[] probabilities =
                IntStream.range(0, 40).mapToDouble(i -> i / 40.0).toArray();
        boolean[] labels = new boolean[40];
        labels[20] = true;
        labels[39] = true;
        LinearModel linear = LinearModel.of(new double[] {1, 2}, 0, new double[] {0, 0}, Link.LOGISTIC);
        ProbabilityModel model = new ProbabilityModel(linear, new PlattLine(1, 0, "test", 1));
        WhatIf whatIf = WhatIf.ofFeatures(features, model, List.of(numbers(features)))
                .customer(label, numbers(features))
                .fixed(label)
                .cutoff(0.5);
        return HtmlReport.titled(label)
                .page(label)
                .intervals(label, List.of(new Estimate(label, new Interval(0.9, 0.8, 1.1, 0.95), label)), 0.8, 1.25)
                .funnel(label, 10, List.of(new FunnelStep(label, 7, List.of(new FunnelStep.Loss(label, 3)))))
                .swarm(label, attributions, 5, 20)
                .choice(label, label, attributions.dependence(2, 20))
                .page("Second")
                .performance(label, Outcomes.of(probabilities, labels).worth(10, -1, label))
                .whatIf(label, whatIf);
    }

    private static Row numbers(FeatureNames features) {
        Schema.Builder schema = Schema.builder();
        features.features().forEach(feature -> schema.number(feature.name()));
        Row row = new Row(schema.build());
        row.setNumber(0, 0.5);
        return row;
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> elements(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void the_page_is_well_formed_and_its_identifiers_are_unique() throws Exception {
        Document page = parse(sample("Churn").html());
        Set<String> ids = new HashSet<>();
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as(element.getAttribute("id"))
                        .isTrue();
            }
        }
        for (Element link : elements(page, "a")) {
            assertThat(ids).contains(link.getAttribute("href").substring(1));
        }
        for (Element element : elements(page, "*")) {
            for (String id : element.getAttribute("aria-labelledby").split(" ", -1)) {
                assertThat(id.isEmpty() || ids.contains(id)).as(id).isTrue();
            }
        }
        assertThat(elements(page, "section")).hasSize(7);
        assertThat(elements(page, "h2")).extracting(Element::getTextContent).containsOnly("Churn");
        assertThat(elements(page, "title").get(0).getTextContent()).isEqualTo("Churn");
        assertThat(elements(page, "html").get(0).getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void every_label_is_escaped_wherever_it_goes() throws Exception {
        String html = sample(NASTY).html();
        assertThat(html).doesNotContain("<script>alert", "alert('x')", "\"quoted\"");
        Document page = parse(html);
        assertThat(elements(page, "script")).hasSize(2).allMatch(script -> script.getTextContent()
                .contains("SPDX"));
        assertThat(elements(page, "h1").get(0).getTextContent()).isEqualTo(NASTY);
        assertThat(elements(page, "h2")).extracting(Element::getTextContent).containsOnly(NASTY);
        assertThat(elements(page, "dt").get(0).getTextContent()).isEqualTo(NASTY);
        assertThat(elements(page, "dd").get(1).getTextContent()).isEqualTo(NASTY);
        assertThat(elements(page, "td")).extracting(Element::getTextContent).contains(NASTY);
        assertThat(elements(page, "title").stream().map(Element::getTextContent))
                .contains(NASTY, NASTY + ": " + NASTY, NASTY + ": +0.75");
    }

    @Test
    void every_label_of_a_paged_report_is_escaped_and_its_data_is_not_markup() throws Exception {
        String html = paged(NASTY).html();
        assertThat(html).doesNotContain("<script>alert", "alert('x')", "\"quoted\"");
        Document page = parse(html);
        assertThat(elements(page, "script")).hasSize(6);
        assertThat(elements(page, "option")).extracting(Element::getTextContent).contains(NASTY);
        List<Element> data = elements(page, "script").stream()
                .filter(script -> script.getAttribute("type").equals("application/json"))
                .toList();
        assertThat(data).hasSize(2).allSatisfy(script -> assertThat(script.getTextContent())
                .doesNotContain("<", ">", "&")
                .matches("[ -~]*"));
        assertThat(data.get(1).getTextContent()).contains("\\u003cscript\\u003e");
    }

    @Test
    void a_paged_report_is_well_formed_and_its_identifiers_are_unique() throws Exception {
        Document page = parse(paged("Churn").html());
        Set<String> ids = new HashSet<>();
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as(element.getAttribute("id"))
                        .isTrue();
            }
        }
        for (Element element : elements(page, "*")) {
            for (String id :
                    (element.getAttribute("aria-labelledby") + " " + element.getAttribute("for")).split(" ", -1)) {
                assertThat(id.isEmpty() || ids.contains(id)).as(id).isTrue();
            }
        }
        assertThat(elements(page, "a")).extracting(Element::getTextContent).contains("Churn", "Second");
        assertThat(elements(page, "h2")).extracting(Element::getTextContent).containsExactly("Churn", "Second");
    }

    @Test
    void the_policy_allows_exactly_the_scripts_and_the_style_of_the_page() throws Exception {
        for (HtmlReport report : List.of(sample("Churn"), paged("Churn"))) {
            Document page = parse(report.html());
            String html = report.html();
            StringBuilder policy = new StringBuilder("default-src 'none'; style-src ");
            policy.append(hash(between(html, "<style>", "</style>", 0)).get(0)).append("; script-src");
            hash(between(html, "<script>", "</script>", 0))
                    .forEach(hash -> policy.append(' ').append(hash));
            policy.append("; base-uri 'none'; form-action 'none'");
            assertThat(elements(page, "meta"))
                    .anyMatch(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy")
                            && meta.getAttribute("content").contentEquals(policy));
            assertThat(elements(page, "*")).noneMatch(element -> element.hasAttribute("style"));
        }
    }

    private static List<String> between(String html, String open, String close, int from) {
        List<String> found = new ArrayList<>();
        for (int at = html.indexOf(open, from); at >= 0; at = html.indexOf(open, at + 1)) {
            found.add(html.substring(at + open.length(), html.indexOf(close, at)));
        }
        return found;
    }

    private static List<String> hash(List<String> texts) throws Exception {
        List<String> hashes = new ArrayList<>();
        for (String text : texts) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        return hashes;
    }

    @Test
    void a_funnel_must_not_widen_nor_lose_more_than_it_had() {
        HtmlReport report = HtmlReport.titled("r");
        assertThatThrownBy(() -> report.funnel("f", 10, List.of(new FunnelStep("s", 11, List.of()))))
                .hasMessage("The step \"s\" (11 left) of funnel \"f\" must leave 0 to 10.\n"
                        + "Maybe the steps are not in the order in which they are taken.");
        assertThatThrownBy(() ->
                        report.funnel("f", 10, List.of(new FunnelStep("s", 8, List.of(new FunnelStep.Loss("l", 3))))))
                .hasMessage("The losses (3) of step \"s\" of funnel \"f\" must be at most 2.\n"
                        + "Maybe one loss is counted for several causes.");
    }

    @Test
    void characters_no_text_may_hold_are_replaced() throws Exception {
        String html =
                sample("a\u0000b\u001bc\ud800d\uffffe\u0085f\uD83D\uDE00\tg").html();
        assertThat(elements(parse(html), "h1").get(0).getTextContent())
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\uD83D\uDE00\tg");
    }

    @Test
    void nothing_outside_the_file_is_named() throws Exception {
        String html = sample("Churn").html();
        assertThat(html.toLowerCase(Locale.ROOT)).doesNotContain("http:", "https:", "xmlns", "src=", "url(", "@import");
        Document page = parse(html);
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("href")) {
                assertThat(element.getAttribute("href")).startsWith("#");
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        }
    }

    @Test
    void the_same_sections_give_the_same_page_in_every_locale() {
        String page = sample("Churn").html();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(sample("Churn").html()).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void every_chart_has_title_description_and_its_numbers() throws Exception {
        Document page = parse(sample("Churn").html());
        List<Element> pictures = elements(page, "svg").stream()
                .filter(svg -> svg.getAttribute("role").equals("img"))
                .toList();
        assertThat(pictures).hasSize(4);
        for (Element picture : pictures) {
            assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo("Churn");
        }
        assertThat(elements(page, "desc"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "Curves of Churn over Churn: Churn, Churn.",
                        "Bar chart of 2 values.",
                        "Waterfall from −1.00 in 2 steps to −0.50.",
                        "Points of Churn over Churn: Churn.");
        assertThat(elements(page, "details")).hasSize(4);
        Element waterfall = elements(page, "details").get(2);
        assertThat(waterfall.getElementsByTagName("tbody").item(0).getTextContent())
                .isEqualTo("Start–−1.00\nChurn+0.75−0.25\nb−0.25−0.50\nResult–−0.50\n");
    }

    @Test
    void sections_without_data_say_so() throws Exception {
        HtmlReport report = HtmlReport.titled("Empty")
                .metrics("m", List.of())
                .bars("b", List.of())
                .curve("c", "x", "y", List.of())
                .curve("n", "x", "y", List.of(Series.of("s", new double[] {Double.NaN}, new double[] {1})))
                .scatter("p", "x", "y", List.of(Series.of("s", new double[] {1}, new double[] {Double.NaN})))
                .table("t", List.of("a"), List.of())
                .text("p");
        Document page = parse(report.html());
        assertThat(elements(page, "p")).extracting(Element::getTextContent).containsOnly("Nothing to show.");
        assertThat(elements(page, "p")).hasSize(7);
        assertThat(elements(page, "svg")).isEmpty();
        assertThat(elements(parse(HtmlReport.titled("Empty").html()), "p")).hasSize(1);
    }

    @Test
    void a_report_is_not_changed_by_adding_to_it() {
        HtmlReport empty = HtmlReport.titled("Churn");
        String before = empty.html();
        assertThat(empty.text("more", "text").html()).contains("more");
        assertThat(empty.html()).isEqualTo(before);
    }

    @Test
    void a_table_row_must_fit_the_header() {
        assertThatThrownBy(() -> HtmlReport.titled("r")
                        .table("Segments", List.of("a", "b"), List.of(List.of("1", "2"), List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The row 2 (1 cells) of table \"Segments\" must have one cell for each of the 2 columns.");
    }

    @Test
    void columns_of_numbers_are_set_to_the_right() throws Exception {
        Document page = parse(HtmlReport.titled("r")
                .table(
                        "t",
                        List.of("name", "value", "share", "words"),
                        List.of(List.of("3 actions", "−41.20 EUR", "12.5 %", "1"), List.of("x", "7", "–", "one")))
                .html());
        assertThat(elements(page, "th"))
                .extracting(th -> th.getAttribute("class"))
                .containsExactly("", "n", "n", "");
    }

    @Test
    void writing_makes_the_file_and_its_directories_and_leaves_nothing_else(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/er/report.html");
        HtmlReport report = sample("Zürich €");
        report.write(file);
        assertThat(file).hasContent(report.html());
        report.text("more", "text").write(file);
        assertThat(Files.readString(file)).contains(">more<");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_directory_in_the_way_is_left_alone(@TempDir Path folder) throws IOException {
        Path directory = Files.createDirectory(folder.resolve("report.html"));
        assertThatThrownBy(() -> sample("x").write(directory))
                .isInstanceOf(IOException.class)
                .hasMessage("The report file (" + directory + ") must not be a directory.\nMaybe add a file name.");
        Path file = Files.writeString(folder.resolve("file"), "kept");
        assertThatThrownBy(() -> sample("x").write(file.resolve("report.html"))).isInstanceOf(IOException.class);
        assertThat(file).hasContent("kept");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(directory, file);
        }
    }
}
