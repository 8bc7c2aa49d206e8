// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The banker's page in a real Chromium; pictures are kept in target/screenshots. */
class BrowserIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int DESKTOP = 1280;
    private static final int TABLET = 768;
    private static final int PHONE = 390;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static Bank bank;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<File> chromium = find("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = find("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no Chromium with its driver: apt-get install chromium chromium-driver");
        Files.createDirectories(PICTURES);
        bank = Bank.start(folder, "--bank.limits.requests-per-second=1000", "--bank.limits.burst=1000");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow())
                        .build(),
                options);
    }

    private static Optional<File> find(String... names) {
        return Stream.of(names)
                .map(name -> new File("/usr/bin", name))
                .filter(File::canExecute)
                .findFirst();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (bank != null) {
            bank.close();
        }
    }

    /** Nothing may break the page's own policy or fail in its script. */
    @AfterEach
    void the_console_is_silent() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(Object::toString)
                        .filter(line -> !line.contains("401") && !line.contains("400")))
                .isEmpty();
    }

    @Test
    void a_banker_finds_a_customer_tries_a_change_and_records_the_answer() throws Exception {
        unlock(DESKTOP, false);
        await(() -> text("more").equals("The first 30; there are more. Type to narrow them down."), "more exist");
        assertThat(browser.findElements(By.cssSelector("#found button"))).hasSize(30);
        type("query", Bank.SOMEBODY);
        await(() -> browser.findElements(By.cssSelector("#found button")).size() == 1, "one is found");
        at("query").sendKeys(Keys.ARROW_DOWN);
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);
        await(() -> at("page").isDisplayed() && !text("past").isEmpty(), "the customer");
        assertThat(text("name")).isEqualTo(Bank.SOMEBODY);
        assertThat(text("churn")).matches("\\d+\\.\\d %");
        assertThat(text("segment")).isNotEmpty();
        assertThat(text("rejected")).contains("required");
        String best = text("best");
        picture("customer", DESKTOP, false);

        // why, opened by the keyboard
        WebElement why = at("why-title");
        assertThat(why.getText()).startsWith("Why this, and not ");
        why.sendKeys(Keys.ENTER);
        await(() -> text("why").contains(best + " wins: it is expected to earn "), "the sentences");
        assertThat(text("why")).contains("The probability of leaving is " + text("churn"), "must not be offered: ");
        double sum = cells("#why tbody tr td:last-child").sum();
        double total = cells("#why tfoot td:last-child").sum();
        assertThat(total).isPositive();
        assertThat(sum).isCloseTo(total, within(0.05)); // of rounded parts
        assertThat(cells("#why tfoot td:nth-child(2)").sum()
                        - cells("#why tfoot td:nth-child(3)").sum())
                .isCloseTo(total, within(0.015));
        picture("explanation", DESKTOP, false);

        // unemployed and in debt: another action
        type("change-debtToIncome", "0.9");
        await(() -> text("effect").contains("with the changes: another action"), "the change is seen");
        assertThat(text("because")).contains(" takes the place of " + best, "Debt to income (", "No longer allowed: ");
        picture("what-if", DESKTOP, false);
        type("change-age", "-3");
        await(() -> text("effect").contains("Some of this cannot be."), "nobody is younger than born");
        at("reset").click();

        at("accepted").click();
        await(() -> text("recorded").contains("Recorded: accepted"), "the answer is recorded");
        await(() -> text("past").contains("accepted"), "and shown");
        picture("recorded", DESKTOP, false);
        at("again").click();
        await(() -> !text("best").equals(best), "an action accepted is not offered again");
        assertThat(text("rejected")).contains("at most 1 shown in 30 days per action");
        assertThat(bank.api
                        .get("/api/v1/customers/" + Bank.SOMEBODY + "/decisions")
                        .text())
                .contains("ACCEPTED");
    }

    @Test
    void a_new_customer_is_typed_in() throws Exception {
        unlock(DESKTOP, false);
        at("new").click();
        type("new-age", "400");
        at("adding").findElement(By.cssSelector("button.main")).click();
        await(() -> text("adding").contains("must be a whole number from 0 to 120"), "the wrong field is marked");
        window("new-customer");
        type("new-age", "44");
        type("new-income", "52000");
        type("new-creditScore", "700");
        at("adding").findElement(By.cssSelector("button.main")).click();
        await(() -> at("page").isDisplayed() && text("name").startsWith("N"), "the customer is shown");
        assertThat(text("best")).isNotEmpty();
    }

    @Test
    void a_key_that_is_not_known_stays_outside() {
        open(DESKTOP, false);
        type("key", "nobody knows this one");
        at("key").sendKeys(Keys.ENTER);
        await(() -> text("key-error").equals("This key is not known."), "it is refused");
        assertThat(at("desk").isDisplayed()).isFalse();
    }

    @Test
    void every_state_fits_every_width_in_the_light_and_in_the_dark() throws Exception {
        int customer = 6_003;
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {DESKTOP, TABLET, PHONE}) {
                open(width, dark);
                state("1-locked", width, dark);
                unlock(width, dark);
                show("C000" + customer++);
                state("2-customer", width, dark);
                at("why-title").click();
                await(() -> !text("why-told").isEmpty(), "the explanation");
                state("3-explanation", width, dark);
                type("change-balance", "5");
                await(() -> !text("effect").isEmpty(), "the change is seen");
                state("4-what-if", width, dark);
                at("declined").click();
                await(() -> text("recorded").contains("Recorded: declined"), "the answer is recorded");
                state("5-recorded", width, dark);
                at("new").click();
                type("new-age", "400");
                at("adding").findElement(By.cssSelector("button.main")).click();
                await(() -> text("adding").contains("must be a whole number from 0 to 120"), "the field is marked");
                window("6-new-customer-" + width + (dark ? "-dark" : "-light"));
            }
        }
    }

    private static void show(String customer) {
        type("query", customer);
        await(
                () -> {
                    List<WebElement> found = browser.findElements(By.cssSelector("#found button"));
                    return found.size() == 1 && found.get(0).getText().startsWith(customer);
                },
                "one is found");
        browser.findElement(By.cssSelector("#found button")).click();
        await(() -> at("page").isDisplayed() && !text("past").isEmpty(), "the customer");
    }

    private static void state(String name, int width, boolean dark) throws Exception {
        assertThat(number("document.documentElement.scrollWidth"))
                .as("nothing to scroll aside: %s at %d", name, width)
                .isLessThanOrEqualTo(width);
        picture(name + "-" + width + (dark ? "-dark" : "-light"), width, dark);
    }

    /** The amounts in cells of a table. */
    private static DoubleStream cells(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .mapToDouble(cell -> Double.parseDouble(cell.getText().replaceAll("[^0-9.-]", "")));
    }

    private static void open(int width, boolean dark) {
        look(width, 900, dark);
        browser.get(bank.api.url());
        browser.executeScript("sessionStorage.clear()");
        browser.navigate().refresh();
        await(() -> at("key").isDisplayed(), "the page");
    }

    private static void unlock(int width, boolean dark) {
        open(width, dark);
        type("key", Api.DECIDE);
        at("key").sendKeys(Keys.ENTER);
        await(() -> !browser.findElements(By.cssSelector("#found button")).isEmpty(), "customers are listed");
    }

    private static void look(int width, long height, boolean dark) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == PHONE));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The whole page, as high as it is. */
    private static void picture(String name, int width, boolean dark) throws Exception {
        look(width, Math.max(600, number("document.documentElement.scrollHeight")), dark);
        window(name);
        look(width, 900, dark);
    }

    /** What is in the window. */
    private static void window(String name) throws Exception {
        Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static long number(String script) {
        return ((Number) browser.executeScript("return " + script)).longValue();
    }

    private static WebElement at(String id) {
        return browser.findElement(By.id(id));
    }

    private static String text(String id) {
        return at(id).getText();
    }

    private static void type(String id, String text) {
        WebElement input = at(id);
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    private interface Check {
        boolean holds();
    }

    private static void await(Check check, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean holds = false;
        while (!holds && System.nanoTime() < end) {
            try {
                holds = check.holds();
                if (!holds) {
                    Thread.sleep(25);
                }
            } catch (StaleElementReferenceException e) {
                // drawn anew meanwhile
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(holds).as(what).isTrue();
    }
}
