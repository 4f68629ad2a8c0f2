// Makes the Grafana dashboards: npm ci && npm run build, in this folder.
//
// Every dashboard is made twice, since the same metric has two names in Prometheus: one where it scrapes the plugin, one where metrics come by OTLP.
// A panel's queries keep to metrics of the level "standard". Tests run every query of every panel on real traffic.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

const SOURCE = new URL('../dashboards.ts', import.meta.url);
const NAMES = new URL('../../promised-names.txt', import.meta.url);
const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** How metrics are called where they come from. */
type Scheme = 'scrape' | 'otlp';

const UNITS: Record<string, string> = {
  s: '_seconds', By: '_bytes', Cel: '_celsius', Hz: '_hertz', W: '_watts', J: '_joules', '{request}/s': '_per_second',
};

/** Kind and unit of each metric, as docs/promised-names.txt has them. */
const metrics = new Map(
  readFileSync(NAMES, 'utf8').split('\n').filter(line => line.startsWith('metric ')).map(line => {
    const parts = line.split(' ');
    return [parts[1]!, { kind: parts.slice(2, -1).join(' '), unit: parts.at(-1)! }];
  }),
);

/** Makes the dashboards of one naming scheme. */
class Boards {
  constructor(private readonly scheme: Scheme) {}

  /** Returns a metric's name in Prometheus; of histograms without what comes behind. */
  private m(name: string): string {
    const metric = metrics.get(name);
    if (!metric) {
      throw new Error(`no metric ${name}`);
    }
    const counter = metric.kind === 'counter';
    const ratio = metric.unit === '1' && metric.kind === 'gauge' && this.scheme === 'otlp' ? '_ratio' : '';
    return name.replaceAll('.', '_') + (UNITS[metric.unit] ?? ratio) + (counter ? '_total' : '');
  }

  /** Returns a selector of a metric's series of the servers and models that are chosen. */
  private of(name: string, more = '', suffix = ''): string {
    return `${this.m(name)}${suffix}{${SERVERS}, djl_serving_model_name=~"$model"${more ? ', ' + more : ''}}`;
  }

  /** The same of the servers alone. */
  private ofServer(name: string, more = '', suffix = ''): string {
    return `${this.m(name)}${suffix}{${SERVERS}${more ? ', ' + more : ''}}`;
  }

  /** Of what succeeded: what failed has no buckets. */
  private quantile(q: number, name: string, by: string): string {
    return `histogram_quantile(${q}, sum by (le, ${by}) (rate(${this.of(name, SUCCEEDED, '_bucket')}[$__rate_interval])))`;
  }

  private mean(name: string, by: string): string {
    return `sum by (${by}) (rate(${this.of(name, '', '_sum')}[$__rate_interval])) / sum by (${by}) (rate(${this.of(name, '', '_count')}[$__rate_interval]))`;
  }

  private rate(selector: string, by: string): string {
    return `sum by (${by}) (rate(${selector}[$__rate_interval]))`;
  }

  private board(name: string, title: string, description: string, several = true): dashboard.DashboardBuilder {
    const job = this.m('djl.serving.observability.memory.limit');
    const board = new dashboard.DashboardBuilder(title)
      .uid(`djl-serving-${name}-${this.scheme}`)
      .description(`${description} For metrics that Prometheus ${this.scheme === 'scrape' ? 'scrapes' : 'gets by OTLP'}. Level: standard.`)
      .tags(['djl-serving', this.scheme])
      .time({ from: 'now-1h', to: 'now' })
      .refresh('30s')
      .tooltip(dashboard.DashboardCursorSync.Crosshair)
      .link(new dashboard.DashboardLinkBuilder('DJL Serving').type(dashboard.DashboardLinkType.Dashboards)
        .tags(['djl-serving', this.scheme]).asDropdown(true).includeVars(true).keepTime(true))
      .withVariable(new dashboard.DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
      .withVariable(variable('job', 'Job', `label_values(${job}, job)`, true))
      .withVariable(variable('instance', 'Server', `label_values(${job}{job=~"$job"}, instance)`, true));
    return name === 'fleet' ? board : board.withVariable(
      variable('model', 'Model', `label_values(${this.m('djl.serving.request.duration')}_count{${SERVERS}}, djl_serving_model_name)`, several));
  }

  all(): Record<string, dashboard.DashboardBuilder> {
    return {
      server: this.server(), model: this.model(), drift: this.drift(),
      quality: this.quality(), generative: this.generative(), fleet: this.fleet(),
    };
  }

  private server(): dashboard.DashboardBuilder {
    return this.board('server', 'DJL Serving: server and models', 'All models of the servers that are chosen.')
      .withRow(new dashboard.RowBuilder('Requests'))
      .withPanel(lines('Requests per second', 'reqps', [
        query(this.rate(this.of('djl.serving.request.duration', '', '_count'), MODEL), MODEL_LEGEND)]))
      .withPanel(lines('Requests that fail, by reason', 'reqps', [
        query(this.rate(this.of('djl.serving.request.duration', 'djl_serving_failure_reason!=""', '_count'), `${MODEL}, djl_serving_failure_reason`),
          `${MODEL_LEGEND} {{djl_serving_failure_reason}}`)]))
      .withPanel(lines('99 % of the requests are done within', 's', [
        query(this.quantile(0.99, 'djl.serving.request.duration', MODEL), MODEL_LEGEND, true)]))
      .withPanel(lines('All HTTP requests, by route', 'reqps', [
        query(this.rate(this.ofServer('http.server.request.duration', '', '_count'), 'http_route'), '{{http_route}}')]))
      .withRow(new dashboard.RowBuilder('Models'))
      .withPanel(rows('How models stand', [
        asTable('Ready', `min by (${MODEL}) (${this.of('djl.serving.model.ready')})`),
        asTable('Drift', `max by (${MODEL}) (${this.of('djl.serving.drift.status', 'djl_serving_feature=""')})`),
        asTable('Reference', `min by (${MODEL}) (${this.of('djl.serving.reference.usable')})`),
        asTable('Headroom', `min by (${MODEL}) (${this.of('djl.serving.headroom')})`),
        asTable('Waiting', `sum by (${MODEL}) (${this.of('djl.serving.queue.size')})`),
      ]).description('Drift: 0 warming up, 1 stable, 2 warning, 3 drift. Reference: 0 where it can\'t be used.'))
      .withPanel(lines('Headroom', 'percentunit', [
        query(`min by (${MODEL}) (${this.of('djl.serving.headroom')})`, MODEL_LEGEND)]).max(1))
      .withPanel(lines('Requests that wait for a worker', 'short', [
        query(`sum by (${MODEL}) (${this.of('djl.serving.queue.size')})`, MODEL_LEGEND)]))
      .withPanel(lines('Workers, by state', 'short', [
        query(`sum by (${MODEL}, djl_serving_worker_state) (${this.of('djl.serving.worker.count')})`, `${MODEL_LEGEND} {{djl_serving_worker_state}}`)]))
      .withPanel(lines('Requests that were refused', 'reqps', [
        query(this.rate(this.of('djl.serving.request.rejected'), MODEL), MODEL_LEGEND)]))
      .withRow(new dashboard.RowBuilder('Machine'))
      .withPanel(lines('Processors in use', 'percentunit', [
        query(`max by (instance) (${this.ofServer('system.cpu.utilization')})`, '{{instance}}')]).max(1))
      .withPanel(lines('Memory of the process', 'bytes', [
        query(`sum by (instance) (${this.ofServer('process.memory.usage')})`, '{{instance}}')]))
      .withPanel(lines('GPUs in use', 'percentunit', [
        query(`max by (instance, hw_name) (${this.ofServer('hw.gpu.utilization')})`, '{{instance}} {{hw_name}}')]).max(1))
      .withPanel(lines('GPU memory', 'bytes', [
        query(`max by (instance, hw_name) (${this.ofServer('hw.gpu.memory.usage')})`, '{{instance}} {{hw_name}} in use'),
        query(`max by (instance, hw_name) (${this.ofServer('hw.gpu.memory.limit')})`, '{{instance}} {{hw_name}} size')]))
      .withRow(new dashboard.RowBuilder('Observability itself'))
      .withPanel(lines('Left out, because too much waited', 'short', [
        query(`sum by (instance) (rate(${this.ofServer('djl.serving.observability.observations.dropped')}[$__rate_interval]))`, '{{instance}} requests for drift'),
        query(`sum by (instance, djl_serving_observability_buffer) (rate(${this.ofServer('djl.serving.observability.queue.refused')}[$__rate_interval]))`, '{{instance}} {{djl_serving_observability_buffer}}')]))
      .withPanel(lines('Heap that buffers hold', 'bytes', [
        query(`sum by (instance) (${this.ofServer('djl.serving.observability.memory.held')})`, '{{instance}} held'),
        query(`max by (instance) (${this.ofServer('djl.serving.observability.memory.limit')})`, '{{instance}} limit')]))
      .withPanel(lines('Exports, by signal and outcome', 'short', [
        query(`sum by (instance, djl_serving_observability_signal, djl_serving_observability_outcome) (rate(${this.ofServer('djl.serving.observability.exports')}[$__rate_interval]))`,
          '{{instance}} {{djl_serving_observability_signal}} {{djl_serving_observability_outcome}}')]))
      .withPanel(lines('Threads of the plugin', 'short', [
        query(`min by (instance, djl_serving_observability_thread) (${this.ofServer('djl.serving.observability.thread.up')})`, '{{instance}} {{djl_serving_observability_thread}}')]).min(0).max(1));
  }

  private model(): dashboard.DashboardBuilder {
    return this.board('model', 'DJL Serving: one model', 'Requests, phases, batches, load and objectives of one model.', false)
      .withPanel(figure('Requests since the start', 'short', [
        query(`sum(${this.of('djl.serving.request.duration', '', '_count')})`, 'requests')]))
      .withPanel(figure('Items since the start', 'short', [
        query(`sum(${this.of('djl.serving.items')})`, 'items')]))
      .withPanel(figure('Servers that serve it', 'short', [
        query(`sum(${this.of('djl.serving.model.ready')})`, 'servers')]))
      .withPanel(figure('Headroom', 'percentunit', [
        query(`min(${this.of('djl.serving.headroom')})`, 'headroom')]))
      .withRow(new dashboard.RowBuilder('Requests'))
      .withPanel(lines('Requests per second', 'reqps', [
        query(this.rate(this.of('djl.serving.request.duration', '', '_count'), 'djl_serving_model_version'), 'all {{djl_serving_model_version}}'),
        query(this.rate(this.of('djl.serving.request.duration', 'djl_serving_failure_reason!=""', '_count'), 'djl_serving_failure_reason'), '{{djl_serving_failure_reason}}')]))
      .withPanel(lines('How long requests take that succeed', 's', [0.5, 0.9, 0.99].map(q =>
        query(this.quantile(q, 'djl.serving.request.duration', 'djl_serving_model_version'), `${q * 100} % {{djl_serving_model_version}}`, true))))
      .withPanel(lines('Where the time goes, mean', 's', PHASES.map(phase =>
        query(this.mean(`djl.serving.${phase}.duration`, 'djl_serving_model_version'), `${phase} {{djl_serving_model_version}}`)))
        .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal)).fillOpacity(30))
      .withPanel(lines('99 % of the phases take', 's', PHASES.map(phase =>
        query(this.quantile(0.99, `djl.serving.${phase}.duration`, 'djl_serving_model_version'), `${phase} {{djl_serving_model_version}}`, true))))
      .withPanel(lines('Items per second', 'short', [
        query(this.rate(this.of('djl.serving.items'), 'djl_serving_device'), '{{djl_serving_device}}')]))
      .withPanel(lines('How full batches are', 'percentunit', [
        query(`avg by (djl_serving_model_version) (${this.of('djl.serving.batch.efficiency')})`, '{{djl_serving_model_version}}')]).max(1)
        .description('Mean batch size by its limit, over the last minute.'))
      .withRow(new dashboard.RowBuilder('Load'))
      .withPanel(lines('Load and where it saturates', 'reqps', [
        query(this.rate(this.of('djl.serving.request.duration', '', '_count'), 'djl_serving_model_version'), 'load {{djl_serving_model_version}}'),
        query(`sum by (djl_serving_resource) (${this.of('djl.serving.saturation')})`, 'limit: {{djl_serving_resource}}')]))
      .withPanel(lines('Queue', 'short', [
        query(`sum(${this.of('djl.serving.queue.size')})`, 'waiting'),
        query(`sum(${this.of('djl.serving.queue.limit')})`, 'limit'),
        query(`sum(${this.of('djl.serving.request.running')})`, 'running')]))
      .withPanel(lines('Utilization of the workers', 'percentunit', [
        query(`avg by (instance) (${this.of('djl.serving.worker.utilization')})`, '{{instance}}')]).max(1))
      .withRow(new dashboard.RowBuilder('Objectives'))
      .withPanel(lines('Burn rate', 'short', [
        query(`avg by (djl_serving_slo_objective, djl_serving_slo_window) (${this.of('djl.serving.slo.burn_rate')})`, '{{djl_serving_slo_objective}} {{djl_serving_slo_window}}')]))
      .withPanel(lines('Error budget of 30 days that is left', 'percentunit', [
        query(`min by (djl_serving_slo_objective) (${this.of('djl.serving.slo.budget')})`, '{{djl_serving_slo_objective}}')]).max(1))
      .withPanel(lines('Violations', 'reqps', [
        query(this.rate(this.of('djl.serving.slo.violations'), 'djl_serving_slo_objective'), '{{djl_serving_slo_objective}}')]));
  }

  private drift(): dashboard.DashboardBuilder {
    return this.board('drift', 'DJL Serving: drift', 'How what comes compares with the references.')
      .withPanel(figure('Items compared since the start', 'short', [
        query(`sum(${this.of('djl.serving.drift.items')})`, 'items')]))
      .withPanel(figure('Features that drift', 'short', [
        query(`count(max by (${MODEL}, djl_serving_feature) (${this.of('djl.serving.drift.status', 'djl_serving_feature!=""')}) == 3)`, 'features')]).noValue('0'))
      .withPanel(figure('Verdicts since the start', 'short', [
        query(`sum(${this.of('djl.serving.drift.verdicts')})`, 'verdicts')]))
      .withPanel(figure('Share of the items that was compared', 'percentunit', [
        query(`sum(${this.of('djl.serving.coverage.items', 'djl_serving_coverage_outcome=~"compared|no_prediction"')}) / sum(${this.of('djl.serving.coverage.items')})`, 'compared')]))
      .withPanel(lines('Status of models', 'short', [
        query(`max by (${MODEL}) (${this.of('djl.serving.drift.status', 'djl_serving_feature=""')})`, MODEL_LEGEND)])
        .min(0).max(3).lineInterpolation(common.LineInterpolation.StepAfter).description('0 warming up, 1 stable, 2 warning, 3 drift.'))
      .withPanel(lines('Features that warn or drift', 'short', [
        query(`max by (${MODEL}, djl_serving_feature) (${this.of('djl.serving.drift.status', 'djl_serving_feature!=""')}) >= 2`, `${MODEL_LEGEND} {{djl_serving_feature}}`)])
        .min(0).max(3).lineInterpolation(common.LineInterpolation.StepAfter).description('2 warning, 3 drift. Empty where none does.'))
      .withPanel(lines('Distance from the reference', 'short', [
        query(`max by (${MODEL}, djl_serving_feature) (${this.of('djl.serving.drift.jensen_shannon')})`, `${MODEL_LEGEND} {{djl_serving_feature}}`)])
        .min(0).max(1).description('Jensen-Shannon distance of the last full window: 0 is equal, 1 is nothing in common.'))
      .withPanel(lines('Verdicts, by kind', 'short', [
        query(`sum by (${MODEL}, djl_serving_drift_kind, djl_serving_drift_status) (${this.of('djl.serving.drift.verdicts')})`,
          `${MODEL_LEGEND} {{djl_serving_drift_kind}} {{djl_serving_drift_status}}`)]))
      .withPanel(lines('What became of items', 'short', [
        query(this.rate(this.of('djl.serving.coverage.items'), `${MODEL}, djl_serving_coverage_outcome`), `${MODEL_LEGEND} {{djl_serving_coverage_outcome}}`)]))
      .withPanel(lines('Values that break the schema', 'short', [
        query(this.rate(this.of('djl.serving.quality.violations'), `${MODEL}, djl_serving_feature, djl_serving_quality_rule`),
          `${MODEL_LEGEND} {{djl_serving_feature}}: {{djl_serving_quality_rule}}`)]));
  }

  private quality(): dashboard.DashboardBuilder {
    const whole = 'djl_serving_quality_segment=""';
    const measure = 'djl_serving_quality_measure="$measure"';
    return this.board('quality', 'DJL Serving: quality', 'How right models are, with labels and without.')
      .withVariable(variable('measure', 'Measure', `label_values(${this.m('djl.serving.quality.value')}{${SERVERS}, djl_serving_model_name=~"$model"}, djl_serving_quality_measure)`, false))
      .withPanel(lines('With labels, its interval, and the reference', 'short', [
        query(`avg by (${MODEL}) (${this.of('djl.serving.quality.value', `${whole}, ${measure}`)})`, MODEL_LEGEND),
        query(`avg by (${MODEL}) (${this.of('djl.serving.quality.value.lower', `${whole}, ${measure}`)})`, `${MODEL_LEGEND} lower`),
        query(`avg by (${MODEL}) (${this.of('djl.serving.quality.value.upper', `${whole}, ${measure}`)})`, `${MODEL_LEGEND} upper`),
        query(`max by (${MODEL}) (${this.of('djl.serving.quality.reference', measure)})`, `${MODEL_LEGEND} reference`)]).span(12))
      .withPanel(lines('Estimated without labels', 'short', [
        query(`avg by (${MODEL}) (${this.of('djl.serving.quality.estimate', measure)})`, MODEL_LEGEND)]).span(12)
        .description('True as long as what is right for given inputs is as in the reference.'))
      .withPanel(lines('Segments', 'short', [
        query(`avg by (${MODEL}, djl_serving_quality_segment) (${this.of('djl.serving.quality.value', `djl_serving_quality_segment!="", ${measure}`)})`, `${MODEL_LEGEND} {{djl_serving_quality_segment}}`)]))
      .withPanel(lines('Concept: has changed what is right?', 'short', [
        query(`max by (${MODEL}) (${this.of('djl.serving.quality.concept.status')})`, MODEL_LEGEND)])
        .min(0).max(3).lineInterpolation(common.LineInterpolation.StepAfter).description('0 warming up, 1 stable, 2 warning, 3 drift.'))
      .withRow(new dashboard.RowBuilder('Labels'))
      .withPanel(figure('Labels that found their prediction, since the start', 'short', [
        query(`sum(${this.of('djl.serving.feedback.labels', 'djl_serving_feedback_outcome="matched"')})`, 'labels')]))
      .withPanel(lines('Labels, by what became of them', 'short', [
        query(this.rate(this.of('djl.serving.feedback.labels'), `${MODEL}, djl_serving_feedback_outcome`), `${MODEL_LEGEND} {{djl_serving_feedback_outcome}}`)]))
      .withPanel(lines('Share of the kept predictions that has a label', 'percentunit', [
        query(`avg by (${MODEL}) (${this.of('djl.serving.feedback.coverage')})`, MODEL_LEGEND)]).max(1))
      .withPanel(lines('Predictions that wait for a label', 'short', [
        query(`sum by (${MODEL}) (${this.of('djl.serving.feedback.waiting')})`, MODEL_LEGEND)]));
  }

  private generative(): dashboard.DashboardBuilder {
    const tokens = this.of('gen_ai.client.token.usage', '', '_sum');
    return this.board('generative', 'DJL Serving: generative models', 'Tokens and their times.')
      .withPanel(figure('Output tokens since the start', 'short', [
        query(`sum(${this.of('gen_ai.client.token.usage', 'gen_ai_token_type="output"', '_sum')})`, 'tokens')]))
      .withPanel(figure('Generations since the start', 'short', [
        query(`sum(${this.of('djl.serving.generation.finished')})`, 'generations')]))
      .withPanel(lines('Tokens per second', 'short', [
        query(this.rate(tokens, `${MODEL}, gen_ai_token_type`), `${MODEL_LEGEND} {{gen_ai_token_type}}`)]))
      .withPanel(lines('First token after', 's', [0.5, 0.99].map(q =>
        query(this.quantile(q, 'gen_ai.server.time_to_first_token', MODEL), `${q * 100} % ${MODEL_LEGEND}`, true))))
      .withPanel(lines('Each further token after', 's', [0.5, 0.99].map(q =>
        query(this.quantile(q, 'gen_ai.server.time_per_output_token', MODEL), `${q * 100} % ${MODEL_LEGEND}`, true))))
      .withPanel(lines('Whole generation', 's', [0.5, 0.99].map(q =>
        query(this.quantile(q, 'gen_ai.server.request.duration', MODEL), `${q * 100} % ${MODEL_LEGEND}`, true))))
      .withPanel(lines('Why generations end', 'short', [
        query(this.rate(this.of('djl.serving.generation.finished'), `${MODEL}, djl_serving_generation_finish_reason`), `${MODEL_LEGEND} {{djl_serving_generation_finish_reason}}`)]))
      .withPanel(lines('Generations that fail, and clients that leave', 'reqps', [
        query(this.rate(this.of('gen_ai.server.request.duration', 'error_type!=""', '_count'), `${MODEL}, error_type`), `${MODEL_LEGEND} {{error_type}}`)]))
      .withPanel(lines('Requests that wait, and that run', 'short', [
        query(`sum by (${MODEL}) (${this.of('djl.serving.queue.size')})`, `${MODEL_LEGEND} wait`),
        query(`sum by (${MODEL}) (${this.of('djl.serving.request.running')})`, `${MODEL_LEGEND} run`)]));
  }

  private fleet(): dashboard.DashboardBuilder {
    return this.board('fleet', 'DJL Serving: several servers', 'Servers side by side, and what they see together. Needs the rules of docs/prometheus/drift-rules.yml.')
      .withPanel(lines('Requests per second, by server', 'reqps', [
        query(this.rate(this.ofServer('djl.serving.request.duration', '', '_count'), 'instance'), '{{instance}}')]))
      .withPanel(lines('99 % of the requests are done within, by server', 's', [
        query(`histogram_quantile(0.99, sum by (le, instance) (rate(${this.ofServer('djl.serving.request.duration', SUCCEEDED, '_bucket')}[$__rate_interval])))`, '{{instance}}', true)]))
      .withPanel(lines('Servers that serve a model', 'short', [
        query(`sum by (${MODEL}) (${this.ofServer('djl.serving.model.ready')})`, MODEL_LEGEND)]))
      .withPanel(lines('Servers on which a model drifts', 'short', [
        query(`count by (${MODEL}) (${this.ofServer('djl.serving.drift.status', 'djl_serving_feature=""')} == 3)`, MODEL_LEGEND)]).description('Empty where none does.'))
      .withPanel(lines('Population stability index over all servers, last hour', 'short', [
        query('max by (djl_serving_model_name, djl_serving_model_version, djl_serving_feature) (djl_serving:feature_population_stability_index:1h)', `${MODEL_LEGEND} {{djl_serving_feature}}`)]).span(12))
      .withPanel(lines('Jensen-Shannon distance over all servers, last hour', 'short', [
        query('max by (djl_serving_model_name, djl_serving_model_version, djl_serving_feature) (djl_serving:feature_jensen_shannon:1h)', `${MODEL_LEGEND} {{djl_serving_feature}}`)]).span(12))
      .withPanel(lines('Values of the last hour, over all servers', 'short', [
        query('sum by (djl_serving_model_name, djl_serving_model_version, djl_serving_feature) (djl_serving:feature_count:increase1h)', `${MODEL_LEGEND} {{djl_serving_feature}}`)]))
      .withPanel(lines('Memory of the processes', 'bytes', [
        query(`sum by (instance) (${this.ofServer('process.memory.usage')})`, '{{instance}}')]))
      .withPanel(lines('Settings that are wrong', 'short', [
        query(`max by (instance) (${this.ofServer('djl.serving.observability.configuration.errors')})`, '{{instance}}')]));
  }
}

const SERVERS = 'job=~"$job", instance=~"$instance"';
const MODEL = 'djl_serving_model_name, djl_serving_model_version';
const SUCCEEDED = 'error_type="", djl_serving_failure_reason=""';
const MODEL_LEGEND = '{{djl_serving_model_name}} {{djl_serving_model_version}}';
const PHASES = ['queue', 'preprocess', 'inference', 'postprocess'];

function variable(name: string, label: string, values: string, several: boolean): dashboard.QueryVariableBuilder {
  return new dashboard.QueryVariableBuilder(name).label(label).datasource(DATA_SOURCE).query(values)
    .refresh(dashboard.VariableRefresh.OnTimeRangeChanged).sort(dashboard.VariableSort.AlphabeticalAsc)
    .multi(several).includeAll(several).allValue('.*');
}

function query(expr: string, legend: string, exemplar = false): prometheus.DataqueryBuilder {
  return new prometheus.DataqueryBuilder().datasource(DATA_SOURCE).expr(expr).legendFormat(legend).range().exemplar(exemplar);
}

function asTable(name: string, expr: string): prometheus.DataqueryBuilder {
  return new prometheus.DataqueryBuilder().datasource(DATA_SOURCE).expr(expr).refId(name).instant().format(prometheus.PromQueryFormat.Table);
}

function lines(title: string, unit: string, targets: Builder<Dataquery>[]): timeseries.PanelBuilder {
  return new timeseries.PanelBuilder().title(title).datasource(DATA_SOURCE).unit(unit).targets(lettered(targets)).span(8).height(8)
    .lineWidth(1).showPoints(common.VisibilityMode.Never)
    .tooltip(new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending));
}

function figure(title: string, unit: string, targets: Builder<Dataquery>[]): stat.PanelBuilder {
  return new stat.PanelBuilder().title(title).datasource(DATA_SOURCE).unit(unit).targets(lettered(targets)).span(6).height(4)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
}

function rows(title: string, targets: Builder<Dataquery>[]): table.PanelBuilder {
  return new table.PanelBuilder().title(title).datasource(DATA_SOURCE).targets(targets).span(8).height(8)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'organize', options: { excludeByName: { Time: true } } });
}

/** Gives queries the letters that tell them apart. */
function lettered(targets: Builder<Dataquery>[]): Builder<Dataquery>[] {
  targets.forEach((target, i) => (target as prometheus.DataqueryBuilder).refId(String.fromCharCode(65 + i)));
  return targets;
}

const digest = createHash('sha256').update(readFileSync(SOURCE, 'utf8')).digest('hex').slice(0, 16);
for (const scheme of ['scrape', 'otlp'] as const) {
  const folder = new URL(`../${scheme}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, board] of Object.entries(new Boards(scheme).all())) {
    // The tag tells which script made the file; a test holds the two together.
    const made = board.build();
    made.tags = [...(made.tags ?? []), `script-${digest}`];
    writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(made, null, 2) + '\n');
  }
}
