'use strict';
// Asks for what was reported since the last time, and draws it.
(() => {
  const EVERY = 2000, MOST = 1500;
  const $ = id => document.getElementById(id);
  let info = null, updates = [], timing = null, shown = '';

  const key = training => JSON.stringify([training.session, training.worker]);
  const query = values => new URLSearchParams(values).toString();

  async function get(path) {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  }

  function element(tag, text, parent, className) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (className) node.className = className;
    if (parent) parent.appendChild(node);
    return node;
  }

  function figure(parent, name, title, note) {
    const node = element('figure', '', parent);
    node.dataset.plot = name;
    element('small', note, element('figcaption', title, node));
    element('ul', '', node, 'legend');
    return node;
  }

  function build() {
    const network = $('network');
    network.replaceChildren();
    figure(network, 'score', 'Score', 'loss of the batch');
    figure(network, 'ratio', 'Gradient norms', '‖∂L/∂w‖ of quantum to classical part');
    figure(network, 'variance', 'Gradient variance', 'over the angles of each layer');
    figure(network, 'time', 'Time', 'share of an iteration spent in circuits');
    const layers = $('layers');
    layers.replaceChildren();
    info.layers.forEach((layer, i) => {
      const section = element('section', '', layers);
      const head = element('h2', layer.name, section);
      element('small', `${layer.type}, ${layer.weights} angles, engine ${layer.engine}`, head);
      layer.circuits.forEach((copies, k) => circuit(section, i, k, copies));
      const plots = element('div', '', section, 'plots');
      figure(plots, `angles-${i}`, 'Angles', 'weights of the circuits in radians, how many where');
      figure(plots, `gradients-${i}`, 'Gradients', '∂L/∂w of these angles, how many where');
      figure(plots, `outputs-${i}`, 'Outputs', 'of the layer: mean and standard deviation over the batch');
    });
  }

  async function circuit(section, layer, index, copies) {
    const node = element('figure', '', section, 'circuit');
    element('figcaption', copies > 1 ? `Circuit, ${copies} of these, each with angles of its own` : 'Circuit', node);
    const width = Math.max(200, Math.floor(node.clientWidth - 30));
    const path = '/quantum/circuit?' + query({ session: info.session, worker: info.worker, layer, circuit: index, width });
    const picture = new DOMParser().parseFromString(await (await get(path)).text(), 'image/svg+xml');
    node.appendChild(document.importNode(picture.documentElement, true));
  }

  const plot = name => document.querySelector(`[data-plot="${name}"]`);
  const ratio = (a, b) => a === null || !b ? null : a / b;

  function draw() {
    const x = updates.map(u => u.iteration);
    const names = info.layers.map(l => l.name);
    const of = (i, field) => updates.map(u => u.layers[i] ? u.layers[i][field] : null);
    Plots.lines(plot('score'), x, [{ name: 'score', values: updates.map(u => u.score) }]);
    const norms = updates.map(u => ratio(u.quantumNorm, u.classicalNorm));
    Plots.lines(plot('ratio'), x, [{ name: 'quantum / classical', values: norms }], true);
    Plots.lines(plot('variance'), x, names.map((name, i) => ({ name, values: of(i, 'variance') })), true);
    drawTime(names);
    names.forEach((name, i) => {
      Plots.heat(plot(`angles-${i}`), x, of(i, 'weights'));
      Plots.heat(plot(`gradients-${i}`), x, of(i, 'gradients'));
      const means = of(i, 'means'), deviations = of(i, 'deviations');
      const outputs = means.reduce((most, m) => Math.max(most, m ? m.length : 0), 0);
      const at = (k, f) => means.map((m, u) => m && isFinite(m[k]) && m[k] !== null ? f(m[k], deviations[u][k]) : null);
      Plots.lines(plot(`outputs-${i}`), x, Array.from({ length: outputs }, (_, k) => ({
        name: `y${k}`, values: at(k, m => m), low: at(k, (m, d) => m - d), high: at(k, (m, d) => m + d) })));
    });
  }

  function drawTime(names) {
    if (timing) {
      const parts = timing.layers.map(l => ({ name: l.name, values: [l.forward, l.backward] }));
      const inside = parts.reduce((sum, p) => sum + p.values[0] + p.values[1], 0);
      parts.push({ name: 'other', values: [0, 0, Math.max(0, timing.seconds - inside)] });
      plot('time').querySelector('small').textContent =
        `layer by layer, ${(timing.seconds * 1e3).toPrecision(3)} ms an iteration, mean of ${timing.iterations}`;
      Plots.bars(plot('time'), parts, timing.seconds, ['forward', 'backward', 'outside layers']);
      return;
    }
    const timed = updates.filter(u => u.seconds);
    const shares = names.map((name, i) => ({
      name, values: timed.map(u => Math.min(1, u.layers[i].circuitSeconds / u.seconds)) }));
    shares.push({ name: 'everything else', rest: true,
      values: timed.map((_, k) => Math.max(0, 1 - shares.reduce((sum, s) => sum + s.values[k], 0))) });
    Plots.shares(plot('time'), timed.map(u => u.iteration), shares);
  }

  function offer(sessions) {
    const select = $('session'), chosen = select.value;
    $('choice').hidden = sessions.length < 2;
    const known = Array.from(select.options, o => o.value).join();
    if (known !== sessions.map(key).join()) {
      select.replaceChildren(...sessions.map(s => {
        const worker = s.worker === '0' ? '' : `, worker ${s.worker}`;
        return new Option(`${s.session.slice(0, 13)}${worker}, ${new Date(s.time).toLocaleTimeString()}`, key(s));
      }));
      if (sessions.some(s => key(s) === chosen)) select.value = chosen;
    }
  }

  async function poll() {
    const sessions = await (await get('/quantum/sessions')).json();
    if (!sessions.length) return;
    sessions.sort((a, b) => b.time - a.time);
    offer(sessions);
    info = sessions.find(s => key(s) === $('session').value) || sessions[0];
    const fresh = shown !== key(info) + info.time;
    if (fresh) {
      shown = key(info) + info.time;
      updates = [];
      timing = null;
      build();
    }
    let news = fresh, more = true;
    while (more) {
      const after = updates.length ? updates[updates.length - 1].time : 0;
      const { session, worker } = info;
      const answer = await (await get('/quantum/updates?' + query({ session, worker, after }))).json();
      news = news || answer.updates.length > 0 || JSON.stringify(answer.timing || null) !== JSON.stringify(timing);
      updates.push(...answer.updates);
      timing = answer.timing || null;
      more = answer.more;
      // The newest stays: it says what to ask for next.
      while (updates.length > MOST) updates = updates.filter((_, i) => (updates.length - 1 - i) % 2 === 0);
    }
    if (news) draw();
    const newest = updates[updates.length - 1];
    $('status').textContent = newest
      ? `iteration ${newest.iteration}, epoch ${newest.epoch}, reported ${new Date(newest.time).toLocaleTimeString()}`
      : 'Waiting for the first report …';
  }

  async function run() {
    try {
      if (!document.hidden) await poll();
    } catch (error) {
      $('status').textContent = 'No answer from the training; trying again.';
    }
    setTimeout(run, EVERY);
  }

  $('session').addEventListener('change', () => { shown = ''; });
  run();
})();
