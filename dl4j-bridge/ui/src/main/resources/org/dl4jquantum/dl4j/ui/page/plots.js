'use strict';
// Plots as inline SVG. A plot is drawn anew into its figure; x are iterations, ascending; null is a gap.
const Plots = (() => {
  const W = 400, H = 210, LEFT = 48, RIGHT = 8, TOP = 8, BOTTOM = 30;
  const COLOURS = 8, LEVELS = 8;
  const colour = i => `var(--c${i % COLOURS})`;
  const isNumber = v => typeof v === 'number' && isFinite(v);

  function svg(tag, attributes, parent, text) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.appendChild(node);
    return node;
  }

  function short(v) {
    if (v === 0) return '0';
    const size = Math.abs(v);
    return size >= 1e5 || size < 1e-3 ? v.toExponential(1).replace('e+', 'e') : String(Number(v.toPrecision(3)));
  }

  // Places of round numbers in an interval, about so many.
  function ticks(low, high, count) {
    const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= rough);
    const places = [];
    for (let i = Math.ceil(low / step); i * step <= high + step * 1e-9; i++) places.push(i * step);
    return places;
  }

  function linear(low, high) {
    if (low === high) { const room = Math.abs(low) * 0.1 || 1; low -= room; high += room; }
    const place = v => H - BOTTOM - (v - low) / (high - low) * (H - TOP - BOTTOM);
    return { place, ticks: ticks(low, high, 4) };
  }

  function logarithmic(low, high) {
    let from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
    if (from === to) to++;
    const place = v => H - BOTTOM - (Math.log10(v) - from) / (to - from) * (H - TOP - BOTTOM);
    const step = Math.ceil((to - from) / 5), places = [];
    for (let e = from; e <= to; e += step) places.push(10 ** e);
    if (to - from === 1) places.push(2 * 10 ** from, 5 * 10 ** from);
    return { place, ticks: places };
  }

  // An empty picture with axes; null where there is nothing to show yet.
  function frame(figure, x, values, log) {
    figure.querySelector('.plot')?.remove();
    const picture = svg('svg', { class: 'plot', viewBox: `0 0 ${W} ${H}`, role: 'img' });
    figure.insertBefore(picture, figure.querySelector('.legend'));
    picture.setAttribute('aria-label', figure.querySelector('figcaption').textContent);
    const seen = values.filter(v => isNumber(v) && (!log || v > 0));
    figure.dataset.points = seen.length;
    if (!x.length || !seen.length) {
      svg('text', { x: W / 2, y: H / 2, 'text-anchor': 'middle', class: 'empty' }, picture, 'no data');
      return null;
    }
    // Not by spreading: an engine bounds the number of arguments.
    const low = seen.reduce((a, b) => Math.min(a, b)), high = seen.reduce((a, b) => Math.max(a, b));
    const y = (log ? logarithmic : linear)(low, high);
    for (const tick of y.ticks) {
      const at = y.place(tick);
      svg('line', { x1: LEFT, x2: W - RIGHT, y1: at, y2: at, class: 'grid' }, picture);
      svg('text', { x: LEFT - 5, y: at + 4, 'text-anchor': 'end' }, picture, short(tick));
    }
    const first = x[0], span = x[x.length - 1] - first || 1;
    const across = v => LEFT + (v - first) / span * (W - LEFT - RIGHT);
    for (const tick of x.length > 1 ? ticks(first, first + span, 5).filter(Number.isInteger) : x) {
      svg('text', { x: across(tick), y: H - BOTTOM + 14, 'text-anchor': 'middle' }, picture, tick);
    }
    svg('text', { x: W - RIGHT, y: H - 3, 'text-anchor': 'end' }, picture, 'iteration');
    return { picture, across, y: y.place };
  }

  // Path through points, begun anew behind gaps.
  function path(xs, ys) {
    let d = '', drawing = false;
    for (let i = 0; i < xs.length; i++) {
      const there = isNumber(ys[i]);
      if (there) d += `${drawing ? 'L' : 'M'}${xs[i].toFixed(1)} ${ys[i].toFixed(1)}`;
      drawing = there;
    }
    return d;
  }

  function legend(figure, entries) {
    const list = figure.querySelector('.legend');
    list.replaceChildren(...entries.map(([text, background]) => {
      const entry = document.createElement('li'), mark = document.createElement('i');
      mark.style.background = background;
      entry.append(mark, text);
      return entry;
    }));
  }

  const last = values => values.reduce((a, v) => isNumber(v) ? v : a, null);

  // Curves: series {name, values, low, high}; low and high, where given, bound a band.
  function lines(figure, x, series, log) {
    const all = series.flatMap(s => [...s.values, ...(s.low || []), ...(s.high || [])]);
    const plot = frame(figure, x, all, log);
    if (!plot) return;
    const xs = x.map(plot.across), y = v => isNumber(v) && (!log || v > 0) ? plot.y(v) : null;
    series.forEach((s, i) => {
      if (s.low) {
        const known = x.map((_, k) => k).filter(k => isNumber(s.low[k]) && isNumber(s.high[k]));
        const there = known.map(k => [xs[k], y(s.high[k])]), back = known.map(k => [xs[k], y(s.low[k])]).reverse();
        const d = [...there, ...back].map(p => p.map(v => v.toFixed(1)).join(' ')).join('L');
        if (d) svg('path', { d: `M${d}Z`, class: 'band', fill: colour(i) }, plot.picture);
      }
      svg('path', { d: path(xs, s.values.map(y)), class: 'series', stroke: colour(i) }, plot.picture);
      if (x.length === 1 && y(s.values[0]) !== null) {
        svg('circle', { cx: xs[0], cy: y(s.values[0]), r: 3, fill: colour(i) }, plot.picture);
      }
    });
    legend(figure, series.map((s, i) => {
      const value = last(s.values);
      return [value === null ? s.name : `${s.name} ${short(value)}`, colour(i)];
    }));
  }

  // Shares of one, each above the one before: series {name, values, rest}; the rest is grey.
  function shares(figure, x, series) {
    const plot = frame(figure, x, x.length ? [0, 1] : [], false);
    figure.dataset.points = series.reduce((n, s) => n + s.values.filter(isNumber).length, 0);
    if (!plot) return;
    const xs = x.map(plot.across);
    const shade = (s, i) => colour(s.rest ? COLOURS - 1 : i);
    let below = x.map(() => 0);
    series.forEach((s, i) => {
      const above = below.map((v, k) => v + (s.values[k] || 0));
      const there = xs.map((p, k) => `${p.toFixed(1)} ${plot.y(above[k]).toFixed(1)}`);
      const back = xs.map((p, k) => `${p.toFixed(1)} ${plot.y(below[k]).toFixed(1)}`).reverse();
      svg('path', { d: `M${[...there, ...back].join('L')}Z`, class: 'area', fill: shade(s, i) }, plot.picture);
      below = above;
    });
    legend(figure, series.map((s, i) => [`${s.name} ${Math.round(100 * (last(s.values) || 0))} %`, shade(s, i)]));
  }

  // Histograms over time: the darker a cell, the more of the values.
  function heat(figure, x, histograms) {
    const known = x.map((_, k) => k).filter(k => histograms[k] && isNumber(histograms[k].min));
    const plot = frame(figure, known.map(k => x[k]), known.flatMap(k => [histograms[k].min, histograms[k].max]), false);
    legend(figure, []);
    if (!plot) return;
    const cells = Array.from({ length: LEVELS }, () => '');
    known.forEach((k, n) => {
      const h = histograms[k], bins = h.counts.length, most = h.counts.reduce((a, b) => Math.max(a, b));
      const from = n ? plot.across(x[k]) : LEFT;
      const to = n + 1 < known.length ? plot.across(x[known[n + 1]]) : W - RIGHT;
      const width = Math.max(to - from, 1.5), place = h.max === h.min ? () => plot.y(h.min) : b => plot.y(h.min + (h.max - h.min) * b / bins);
      h.counts.forEach((count, b) => {
        if (!count) return;
        const top = place(b + 1), height = Math.max(place(b) - top, 2);
        cells[Math.ceil(count / most * LEVELS) - 1] +=
          `M${from.toFixed(1)} ${top.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${-width.toFixed(1)}z`;
      });
    });
    cells.forEach((d, level) => {
      if (d) svg('path', { d, fill: colour(0), opacity: ((level + 1) / LEVELS).toFixed(2) }, plot.picture);
    });
    const newest = histograms[known[known.length - 1]];
    legend(figure, [[`now ${short(newest.min)} … ${short(newest.max)}`, colour(0)]]);
  }

  // Bars of parts {name, values: [..]} of a whole, each value in the colour of its place.
  function bars(figure, parts, whole, names) {
    figure.querySelector('.plot')?.remove();
    const row = 22, height = parts.length * row + 8;
    const picture = svg('svg', { class: 'plot', viewBox: `0 0 ${W} ${height}`, role: 'img' });
    figure.insertBefore(picture, figure.querySelector('.legend'));
    figure.dataset.points = parts.length;
    const left = 110, room = W - left - 50;
    parts.forEach((part, i) => {
      let x = left;
      svg('text', { x: left - 6, y: i * row + 18, 'text-anchor': 'end' }, picture,
        part.name.length > 16 ? part.name.slice(0, 15) + '…' : part.name);
      part.values.forEach((value, k) => {
        const width = Math.max(0, value / whole * room);
        svg('rect', { x, y: i * row + 6, width, height: 15, fill: colour(k) }, picture);
        x += width;
      });
      const sum = part.values.reduce((a, b) => a + b, 0);
      svg('text', { x: x + 5, y: i * row + 18 }, picture, `${Math.round(100 * sum / whole)} %`);
    });
    legend(figure, names.map((name, k) => [name, colour(k)]));
  }

  return { lines, shares, heat, bars };
})();
