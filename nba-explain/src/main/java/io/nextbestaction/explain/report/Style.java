// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

/** The one style sheet of all reports. Series colours follow Okabe and Ito (2008), safe for the colour-blind. */
final class Style {
    /** How many series differ in colour. */
    static final int COLOURS = 6;

    private Style() {}

    static final String SHEET = """
            :root { --page: #f5f6f8; --card: #fff; --text: #1b1f26; --muted: #59616e; --rule: #d9dde3;
              --track: #eceff3; --accent: #0b5cad; --up: #0072b2; --down: #d55e00;
              --c0: #0072b2; --c1: #d55e00; --c2: #00805e; --c3: #b0528a; --c4: #8a6100; --c5: #3d7ea6; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --page: #12151a; --card: #1b2027; --text: #e9ebee; --muted: #a7afbb; --rule: #363d47;
                --track: #272d36; --accent: #7cc0ff; --up: #56b4e9; --down: #f0803c;
                --c0: #56b4e9; --c1: #f0803c; --c2: #35c79b; --c3: #e39ac4; --c4: #e6b93f; --c5: #9fd0ee; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--text);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
            header, nav, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1rem; }
            header { padding-top: 2rem; }
            h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
            h2 { font-size: 1.1rem; margin: 0 0 .8rem; overflow-wrap: anywhere; }
            p { margin: 0 0 .7rem; max-width: 46rem; overflow-wrap: anywhere; }
            p:last-child { margin-bottom: 0; }
            .lead { color: var(--muted); margin-top: .4rem; }
            a { color: var(--accent); }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
            .skip { position: absolute; left: -99rem; }
            .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .4rem .8rem; }
            nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 1rem 0; padding: 0; }
            main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; padding-bottom: 1rem; }
            section { background: var(--card); border: 1px solid var(--rule); border-radius: .6rem; padding: 1.1rem;
              min-width: 0; scroll-margin-top: 1rem; }
            @media (min-width: 52rem) {
              main { grid-template-columns: repeat(2, minmax(0, 1fr)); }
              .wide { grid-column: 1 / -1; } }
            .metrics { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.1rem; margin: 0; }
            .metrics div { border-left: 3px solid var(--accent); padding-left: .7rem; }
            .metrics dt { color: var(--muted); font-size: .88rem; overflow-wrap: anywhere; }
            .metrics dd { margin: 0; overflow-wrap: anywhere; }
            .metrics .value { font-size: 1.6rem; line-height: 1.25; font-weight: 600; font-variant-numeric: tabular-nums; }
            .metrics .note { color: var(--muted); font-size: .82rem; line-height: 1.35; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; }
            th, td { text-align: left; vertical-align: top; padding: .45rem 1.2rem .45rem 0; border-bottom: 1px solid var(--rule); }
            th { color: var(--muted); font-weight: 600; white-space: nowrap; }
            td { overflow-wrap: break-word; }
            .words { min-width: 6rem; }
            .prose { min-width: 18rem; }
            @media (max-width: 30rem) { th, td { padding-right: .8rem; } }
            th:last-child, td:last-child { padding-right: 0; }
            tbody tr:last-child td { border-bottom: 0; }
            .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            svg { display: block; fill: var(--text); font-family: inherit; }
            .rows { font-size: 14px; overflow: visible; }
            .rows text { paint-order: stroke; stroke: var(--card); stroke-width: 6px; stroke-linejoin: round; }
            .long { display: none; }
            @media (min-width: 68rem) { .long { display: inline; } .short { display: none; } }
            .tick { fill: var(--muted); font-size: 12px; }
            .curve { width: 100%; max-width: 34rem; height: auto; font-size: 12px; margin: 0 auto; }
            @media (max-width: 30rem) { .curve, .curve .tick { font-size: 15px; } }
            .value-text { font-weight: 600; font-variant-numeric: tabular-nums; }
            .middle { text-anchor: middle; }
            .end { text-anchor: end; }
            .track { fill: var(--track); }
            .up { fill: var(--up); }
            .down { fill: var(--down); }
            .grid { stroke: var(--rule); fill: none; }
            .axis, .mark { stroke: var(--text); }
            .mark { stroke-width: 4; }
            .link { stroke: var(--muted); stroke-dasharray: 2 3; }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .reference { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 2 4; }
            .c0 { stroke: var(--c0); }
            .c1 { stroke: var(--c1); stroke-dasharray: 8 3; }
            .c2 { stroke: var(--c2); stroke-dasharray: 3 2; }
            .c3 { stroke: var(--c3); stroke-dasharray: 10 3 2 3; }
            .c4 { stroke: var(--c4); stroke-dasharray: 14 4; }
            .c5 { stroke: var(--c5); stroke-dasharray: 5 2 1 2; }
            circle.line { fill: var(--card); stroke-dasharray: none; }
            .dots { fill: none; stroke-width: 4; stroke-linecap: round; stroke-dasharray: none; opacity: .55; }
            .label { font-size: 15px; font-weight: 700; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .5rem 0 0; padding: 0;
              font-size: .88rem; justify-content: center; }
            .legend li { display: flex; align-items: center; gap: .4rem; overflow-wrap: anywhere; }
            .legend svg { flex: none; }
            details { margin-top: .8rem; font-size: .88rem; }
            summary { color: var(--muted); cursor: pointer; width: fit-content; }
            details .scroll { max-height: 22rem; overflow-y: auto; margin-top: .4rem; }
            .nothing { color: var(--muted); }
            footer { color: var(--muted); font-size: .82rem; padding-bottom: 2rem; }
            @media print {
              body { background: #fff; font-size: 11pt; }
              nav, .skip, details { display: none; }
              section { break-inside: avoid; border-color: #bbb; }
              * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
            """;
}
