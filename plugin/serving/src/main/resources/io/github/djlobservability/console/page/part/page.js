// Keeps the page up to date, draws its charts, filters and sorts its tables. Everything it shows was
// written by the server as text; it makes no markup of strings.
'use strict';
(() => {
  const POLL_MILLIS = 2000;
  const state = { sort: {}, filter: '', open: new Map(), lostSince: null };
  const charts = new Map();

  // ---- Preparing a document: what the reader has chosen, before it is shown ----

  function localTimes(root) {
    const today = new Date().toDateString();
    for (const time of root.querySelectorAll('time[datetime]')) {
      const at = new Date(time.getAttribute('datetime'));
      if (isNaN(at)) continue;
      const seconds = time.closest('#live') !== null;
      const clock = at.toLocaleTimeString([], {
        hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hour12: false,
      });
      const day = at.toLocaleDateString([], { day: 'numeric', month: 'short' });
      time.textContent = at.toDateString() === today ? clock : day + ' ' + clock;
      time.title = at.toString();
    }
  }

  function sortables(root) {
    for (const table of root.querySelectorAll('table[data-sortable]')) {
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => {
        if (column === 2) return; // a drawing has no order
        const button = root.createElement('button');
        button.type = 'button';
        button.textContent = head.textContent;
        button.dataset.sort = table.id + ' ' + column;
        head.replaceChildren(button);
      });
      const chosen = state.sort[table.id];
      if (!chosen) continue;
      heads[chosen.column].setAttribute('aria-sort', chosen.up ? 'ascending' : 'descending');
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(a.cells[chosen.column], b.cells[chosen.column]) * (chosen.up ? 1 : -1));
      table.tBodies[0].replaceChildren(...rows);
    }
  }

  function compare(a, b) {
    const x = a.dataset.v, y = b.dataset.v;
    if (x === undefined) return a.textContent.localeCompare(b.textContent);
    if (x === '' || y === '') return (x === '' ? -1 : 0) - (y === '' ? -1 : 0);
    return Number(x) - Number(y);
  }

  function filtered(root) {
    const wanted = state.filter.trim().toLowerCase();
    const table = root.getElementById('models');
    if (!table) return;
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const fits = row.cells[0].textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const nothing = root.getElementById('nothing');
    if (nothing) nothing.hidden = shown > 0;
  }

  function prepare(root) {
    localTimes(root);
    sortables(root);
    filtered(root);
    for (const link of root.querySelectorAll('a[data-expands]')) {
      link.setAttribute('role', 'button');
      link.setAttribute('aria-expanded', String(state.open.has(link.closest('tr').id)));
    }
  }

  // ---- Taking over a new document without disturbing the reader ----

  const KEPT = new Set(['open']);

  function morph(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
      old.replaceWith(document.importNode(fresh, true));
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    if (old.dataset.keep !== undefined) return;
    for (const { name, value } of [...fresh.attributes]) {
      if (!KEPT.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!KEPT.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    if (old.nodeName !== 'INPUT') morphChildren(old, fresh);
  }

  function morphChildren(old, fresh) {
    const byId = new Map();
    for (const child of old.children) if (child.id) byId.set(child.id, child);
    let at = next(old.firstChild);
    for (const wanted of [...fresh.childNodes]) {
      const known = wanted.id ? byId.get(wanted.id) : undefined;
      if (known && known.nodeName === wanted.nodeName) {
        if (known === at) at = next(at.nextSibling);
        else old.insertBefore(known, at);
        morph(known, wanted);
      } else if (at && !at.id && !wanted.id && at.nodeName === wanted.nodeName) {
        const here = at;
        at = next(at.nextSibling);
        morph(here, wanted);
      } else {
        old.insertBefore(document.importNode(wanted, true), at);
      }
    }
    while (at) {
      const gone = at;
      at = next(at.nextSibling);
      gone.remove();
    }
  }

  // What the script itself has put there stays.
  function next(node) {
    while (node && node.nodeType === Node.ELEMENT_NODE && node.dataset.own !== undefined) node = node.nextSibling;
    return node;
  }

  // ---- Charts ----

  const FORMATS = {
    's': v => v == null ? '–' : v === 0 ? '0' : v < 0.001 ? (v * 1e6).toPrecision(3) + ' µs' : v < 1 ? +(v * 1000).toPrecision(3) + ' ms' : +v.toPrecision(3) + ' s',
    '/s': v => v == null ? '–' : +v.toPrecision(3) + '/s',
    '%': v => v == null ? '–' : +(v * 100).toPrecision(3) + ' %',
    '': v => v == null ? '–' : String(+v.toPrecision(4)),
  };

  function clock(seconds, exact) {
    return new Date(seconds * 1000).toLocaleTimeString([], {
      hour: '2-digit', minute: '2-digit', second: exact ? '2-digit' : undefined, hour12: false,
    });
  }

  // Where nothing is pointed at, a legend has the last values.
  function last(plot, line, value, index) {
    return index == null ? plot.data[line][plot.data[line].length - 1] : value;
  }

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = name => style.getPropertyValue(name).trim();
    return { lines: [of('--line-1'), of('--line-2'), of('--line-3'), of('--good')], soft: of('--soft'), grid: of('--line') };
  }

  function draw(figure) {
    const text = figure.dataset.points;
    const data = JSON.parse(text);
    const drawn = charts.get(figure.id);
    const table = [data.x, ...data.lines.map(line => line.y)];
    if (drawn && drawn.figure === figure) {
      if (drawn.text !== text) {
        drawn.text = text;
        drawn.plot.setData(table);
      }
      return;
    }
    if (data.x.length < 2) return;
    const place = document.createElement('div');
    place.className = 'plot';
    place.dataset.own = '';
    place.setAttribute('aria-hidden', 'true');
    figure.querySelector('figcaption').after(place);
    const colour = colours();
    const format = FORMATS[data.lines[0].unit] || FORMATS[''];
    const axis = { stroke: colour.soft, grid: { stroke: colour.grid, width: 1 }, ticks: { show: false }, font: '12px system-ui' };
    const plot = new uPlot({
      width: place.clientWidth || 300, height: 190, padding: [8, 28, 0, 0],
      cursor: { y: false },
      legend: { live: true },
      scales: { x: { time: true }, y: { range: (u, min, max) => min === max ? [Math.min(0, min), max * 1.2 || 1] : [data.lines[0].unit ? 0 : min - (max - min) * .1, max + (max - min) * .1] } },
      axes: [
        { ...axis, values: (u, ticks) => ticks.map(t => clock(t, ticks[1] - ticks[0] < 60)), space: 80 },
        { ...axis, values: (u, ticks) => ticks.map(format), size: 64 },
      ],
      series: [
        { label: 'Time', value: (u, v, i, at) => clock(last(u, i, v, at), true) },
        ...data.lines.map((line, i) => ({
          label: line.name, stroke: colour.lines[i % colour.lines.length], width: 1.5,
          points: { show: data.x.length < 20, size: 5 },
          value: (u, v, at, index) => (FORMATS[line.unit] || FORMATS[''])(last(u, at, v, index)),
        })),
      ],
      bands: data.lines.map((line, i) => line.band >= 0 ? { series: [i + 1, line.band + 1], fill: colour.lines[1] + '22' } : null).filter(Boolean),
    }, table, place);
    charts.set(figure.id, { figure, plot, place, text });
  }

  function drawAll() {
    for (const [id, chart] of charts) {
      if (!chart.figure.isConnected) {
        chart.plot.destroy();
        charts.delete(id);
      }
    }
    document.querySelectorAll('figure[data-points]').forEach(draw);
  }

  function redraw() {
    for (const chart of charts.values()) {
      chart.plot.destroy();
      chart.place.remove();
    }
    charts.clear();
    drawAll();
  }

  // ---- Features that are looked at closely ----

  async function expand(link) {
    const row = link.closest('tr');
    if (state.open.has(row.id)) {
      state.open.get(row.id).remove();
      state.open.delete(row.id);
      link.setAttribute('aria-expanded', 'false');
      return;
    }
    const more = document.createElement('tr');
    more.className = 'more';
    more.dataset.own = '';
    const cell = more.insertCell();
    cell.colSpan = row.cells.length;
    state.open.set(row.id, more);
    link.setAttribute('aria-expanded', 'true');
    row.after(more);
    await fill(cell, link.href);
  }

  async function fill(cell, address) {
    const fresh = await page(address);
    const content = fresh && fresh.getElementById('feature');
    if (!content) return;
    const shown = cell.firstElementChild;
    if (shown) morph(shown, content);
    else cell.append(document.importNode(content, true));
    drawAll();
  }

  function refreshOpen() {
    for (const [id, more] of state.open) {
      const row = document.getElementById(id);
      if (!row) {
        more.remove();
        state.open.delete(id);
        continue;
      }
      row.after(more);
      fill(more.cells[0], row.querySelector('a[data-expands]').href);
    }
  }

  // ---- Polling ----

  async function page(address) {
    const response = await fetch(address, { headers: { accept: 'text/html' }, credentials: 'same-origin' });
    if (!response.ok) throw new Error('HTTP ' + response.status);
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    prepare(fresh);
    return fresh;
  }

  async function refresh() {
    try {
      const fresh = await page(location.href);
      morph(document.getElementById('main'), fresh.getElementById('main'));
      const live = document.getElementById('live');
      morph(live, fresh.getElementById('live'));
      document.title = fresh.title;
      state.lostSince = null;
      drawAll();
      refreshOpen();
    } catch (problem) {
      lost();
    }
  }

  function lost() {
    state.lostSince ??= new Date();
    const live = document.getElementById('live');
    live.classList.add('lost');
    live.textContent = 'Not reached since ' + state.lostSince.toLocaleTimeString() + '; trying again';
  }

  let running = false;
  async function tick() {
    if (document.hidden || running) return;
    running = true;
    await refresh();
    running = false;
  }

  // ---- Actions ----

  async function act(form) {
    const result = form.querySelector('[role=status]');
    const button = form.querySelector('button');
    button.disabled = true;
    const method = (form.dataset.method || form.method).toUpperCase();
    const fields = new URLSearchParams(new FormData(form));
    try {
      const response = await fetch(form.action, {
        method, headers: { accept: 'application/json' }, credentials: 'same-origin',
        body: method === 'POST' ? fields : undefined,
      });
      const reply = await response.json().catch(() => ({}));
      result.textContent = response.ok ? 'Done.' : reply.message || 'That was refused.';
    } catch (problem) {
      result.textContent = 'The server was not reached.';
    }
    button.disabled = false;
    await refresh();
  }

  // ---- Start ----

  document.addEventListener('click', event => {
    const sort = event.target.closest('button[data-sort]');
    if (sort) {
      const [table, column] = sort.dataset.sort.split(' ');
      const before = state.sort[table];
      const same = before && before.column === Number(column);
      state.sort[table] = { column: Number(column), up: same ? !before.up : column === '0' };
      refresh();
      return;
    }
    const link = event.target.closest('a[data-expands]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      expand(link).catch(lost);
    }
  });
  document.addEventListener('keydown', event => {
    const link = event.target.closest && event.target.closest('a[data-expands]');
    if (link && event.key === ' ') {
      event.preventDefault();
      expand(link).catch(lost);
    }
  });
  document.addEventListener('input', event => {
    if (event.target.id === 'filter') {
      state.filter = event.target.value;
      filtered(document);
    }
  });
  document.addEventListener('submit', event => {
    if (event.target.classList.contains('action')) {
      event.preventDefault();
      act(event.target);
    }
  });

  document.documentElement.classList.add('has-script');
  prepare(document);
  drawAll();
  if (document.body.dataset.live !== undefined) setInterval(tick, POLL_MILLIS);
  document.addEventListener('visibilitychange', tick);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      redraw();
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
})();
