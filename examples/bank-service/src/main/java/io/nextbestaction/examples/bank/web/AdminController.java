// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.examples.bank.engine.Reload;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.live.LiveEngine;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The engine in service: looked at and replaced. */
@RestController
@RequestMapping("/api/v1")
class AdminController {
    private final LiveEngine<BankCustomer> live;
    private final Reload reload;

    AdminController(LiveEngine<BankCustomer> live, Reload reload) {
        this.live = live;
        this.reload = reload;
    }

    /** Whether another engine took over, and the one in service. */
    record Reloaded(boolean changed, Reload.State state) {}

    @Operation(summary = "The engine in service, and the last artifact refused")
    @GetMapping("/artifact")
    Reload.State artifact() {
        return reload.state();
    }

    @Operation(summary = "Loads the artifact from its file; a damaged one is refused and the old engine stays")
    @PostMapping("/artifact/reload")
    Reloaded reload() {
        return new Reloaded(reload.now(), reload.state());
    }

    @Operation(summary = "The action catalogue in service")
    @GetMapping(path = "/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
    String catalog() {
        return live.engine().catalog().toJson();
    }

    @Operation(summary = "Puts the same models with another catalogue into service and into the artifact")
    @PutMapping(path = "/catalog", consumes = MediaType.APPLICATION_JSON_VALUE)
    Reload.State catalog(@RequestBody String catalog) {
        try {
            reload.catalog(ActionCatalog.parse(catalog, "the catalogue"));
        } catch (IllegalArgumentException e) {
            throw new CatalogException(String.valueOf(e.getMessage()), e);
        }
        return reload.state();
    }
}
