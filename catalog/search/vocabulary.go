package search

import (
	"slices"
	"strings"
	"sync"
)

// glue are words that carry sentences and say nothing about an error. A query
// need not find them.
var glue = set(`a an the this that these those it its there
	of for in on at to from by with as into about or and but if then so
	is are was were be been being am has have had do does did will would can could should
	i we my our me us you your they their
	what which who when where why how
	get gets getting got gives given just please any some
	says said shows shown throws threw thrown reports reported sees seeing saw tells told receive received receiving
	when while since whenever sometimes suddenly always today yesterday
	fix fixed solve help mean means problem issue

	的 了 是 在 吗 呢 请 请问 我 我们 我的 这个 怎么 怎样 怎么办 如何 为什么 什么 解决 时 时候 出现 遇到 收到`)

// noise are words that stand around any error of any service. A query need not
// find them unless it has nothing else; finding them ranks an entry higher.
var noise = set(`error errors err code codes errorcode errcode errormessage errormsg errmsg message messages msg
	exception response request requests reply returned returns return
	http https status statuscode statuses cls tencent tencentcloud cloud api sdk

	错误 报错 错误码 错误信息 出错 异常 返回 返回码 请求 响应 接口 状态 状态码 提示 腾讯云 日志服务`)

// speakers are those a sentence has the error from: "the server says", "by the
// client". There they are noise.
var speakers = set(`server service backend client console app application customer user`)

var (
	articles = set(`a an the my our your their`)
	sources  = set(`from by on at in`)
	speech   = set(`says said returns returned replies replied responds responded answers answered reports reported
		gives gave throws threw shows got gets sees`)
)

// isSource reports whether word i of list only says who tells of the error.
func isSource(list []word, i int) bool {
	if !speakers[list[i].text] {
		return false
	}
	if i+1 < len(list) && speech[list[i+1].text] {
		return true
	}
	i--
	for i >= 0 && articles[list[i].text] {
		i--
	}
	return i >= 0 && sources[list[i].text]
}

// synonyms lists ways to say the same about any resource. A phrase of a query
// also finds the other phrases of its lines. What is true of one error only is a
// tag of its entry instead.
var synonyms = []string{
	"conflict, duplicate, already exists, exists already, already there, already present, already created, already in use, same name, name taken, name in use, name already in use, name exists, not unique, same, identical, twice, created twice, clash, name clash, collision",
	"not exist, nonexistent, non existent, not found, cannot find, not find, no such, unknown, gone, deleted, removed, missing, absent, unavailable",
	"invalid, bad, wrong, incorrect, malformed, illegal, broken, not valid, unparsable, unparseable, corrupt",
	"invalid, not supported, unsupported, unknown, not accepted",
	"not supported, unsupported, not implemented, not available",
	"missing, absent, without, no, not sent, not set, lacks, omitted, empty, required, forgot",
	"empty, blank, no",
	"not empty, nonempty, non empty, still has, still contains",
	"not, no, cannot, unable, doesnt, isnt, dont, didnt, wasnt, arent, couldnt",
	"exceed, too many, over limit, limit reached, limit exceeded, hit limit, quota, quota exceeded, maximum, over quota, out of quota, insufficient quota, more than, over",
	"exceed, too large, too big, too long, over limit, larger than, oversize, oversized, more than, over",
	"not allowed, denied, forbidden, permission denied, access denied, no permission, no access, no rights, not permitted, refused, prohibited",
	"unauthorized, authentication failed, not authorized, denied, permission denied, access denied, no permission, no access, no rights, unauthenticated",
	"authorization, authentication, auth, credentials",
	"closed, disabled, turned off, switched off, not enabled",
	"read only, immutable, not editable, cannot change, cannot modify",
	"modify, edit, change, update",
	"param, parameter, argument, arg",
	"content, body, payload",
	"compress, compression, encoding",
	"decompress, uncompress, unzip, inflate",
	"signature, sign",
	"computing, calculating",
	"machine, server, host",
	"shipper, shipping, shipment, delivery, export",
	"consumer, consumption, consume",
	"ip, address",
	"number, count, amount",
	"failed, failure, unsuccessful",
	"internal, server side, service side",
}

func set(text string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}

// chinese gives English for Chinese words that engineers use. Each line holds
// Chinese words and, behind the colon, English phrases; these stand for their own
// synonyms too.
var chinese = []string{
	"主题 日志主题: topic",
	"日志集: logset",
	"日志: log",
	"索引 索引规则: index",
	"规则: rule",
	"机器组 服务器组: machine group",
	"投递 投递规则 投递配置: shipper, shipping rule",
	"任务: task",
	"投递任务: shipping task",
	"消费 消费者 消费任务: consumer",
	"游标: cursor",
	"分区: partition",
	"仪表盘: dashboard",
	"告警 报警: alarm",
	"加工 数据加工: data transform",
	"函数 云函数: function",
	"采集: collection",
	"采集配置: config",
	"账号 账户 帐号: account",
	"欠费: arrears",
	"余额不足: insufficient balance",
	"不存在 找不到 未找到 没找到 没有找到 查不到 已删除 被删除: not exist",
	"存在: exist",
	"已存在 已经存在 重复 冲突 重名 同名 被占用 已被占用: conflict",
	"超过 超限 超出 超出限制 超过限制 超过上限 超出上限 达到上限 上限 配额 配额不足 太多 过多: exceed",
	"限制: limit",
	"数量 个数 数: number",
	"过大 太大 过长 太长 超长: too large",
	"大小: size",
	"频率 限频 限流 频率限制 频率超限 请求频率 过于频繁 太频繁: rate limit, too many requests",
	"权限: permission, not allowed, unauthorized",
	"无权限 没有权限 没权限 权限不足 无权 未授权 无权访问 拒绝访问 访问被拒绝: no permission, unauthorized",
	"不允许 禁止 拒绝: not allowed",
	"签名: signature",
	"鉴权 认证 授权 身份验证: authorization, authentication",
	"密钥 密匙 秘钥: secret key, key, secret",
	"密钥不存在: secret not found, unknown secretid",
	"临时密钥: temporary key, token",
	"令牌: token",
	"过期 已过期 失效 已失效: expired",
	"时间: time",
	"时钟 时间偏差 时间不同步: clock skew",
	"格式: format, type",
	"参数: parameter",
	"无效 非法 不合法 不正确 有误 无法识别: invalid",
	"缺少 缺失 丢失 未填 未传 没有 无: missing",
	"内容 请求体 消息体 正文 包体: body, content",
	"为空 空 空的: empty",
	"不为空 非空: not empty",
	"不 未 没: not",
	"不支持 不支持的 未支持: not supported",
	"操作: operation",
	"方法: method",
	"压缩: compress",
	"解压 解压缩: decompress",
	"解析: parse",
	"类型: type",
	"版本: version",
	"只读 不可修改 不能修改 无法修改: read only",
	"重启 重试: restart",
	"关闭 已关闭 停用 已停用 禁用 未开启: closed",
	"地域 地区 区域: region",
	"域名: endpoint, host",
	"内部 服务端 服务器内部 系统内部: internal",
	"失败: failed, failure, error",
	"超时: timeout",
	"服务器 机器: machine",
	"查询 检索 搜索: search, query",
	"语法: syntax",
	"删除: delete",
	"创建 新建: create",
}

// A thesaurus knows what else may stand for a phrase.
type thesaurus struct {
	groups  [][]phrase       // of each line
	in      map[string][]int // the groups of a phrase by its key
	states  map[string]bool  // the keys of participles, which only stand for the others in that form
	longest int              // words of the longest phrase
	han     map[string]bool  // the Chinese words
	hanMax  int              // bytes of the longest of them
}

// A phrase is the stems of its words. Its key is these with blanks between them,
// without glue, which queries lose: "name us" for "name in use".
type phrase struct {
	key   string
	stems []string
}

var phrases = sync.OnceValue(func() *thesaurus {
	t := &thesaurus{in: make(map[string][]int), states: make(map[string]bool), han: make(map[string]bool)}
	for i, line := range synonyms {
		t.addGroup(line)
		for _, p := range t.groups[i] {
			t.longest = max(t.longest, len(p.stems))
			t.in[p.key] = append(t.in[p.key], i)
		}
	}
	for _, line := range chinese {
		names, meanings, _ := strings.Cut(line, ": ")
		t.addGroup(meanings)
		for name := range strings.FieldsSeq(names) {
			t.in[strings.Join(strings.Split(name, ""), " ")] = []int{len(t.groups) - 1}
			t.addHan(name)
		}
	}
	for _, list := range []map[string]bool{glue, noise} {
		for w := range list {
			if han(w) {
				t.addHan(w)
			}
		}
	}
	return t
})

// addGroup adds the phrases of a line.
func (t *thesaurus) addGroup(line string) {
	var group []phrase
	for text := range strings.SplitSeq(line, ", ") {
		stems := stemsOf(text)
		key := keyOf(stems)
		group = append(group, phrase{key, stems})
		if strings.HasSuffix(text, "ed") && text != key && len(stems) == 1 {
			t.states[key] = true
		}
	}
	t.groups = append(t.groups, group)
}

// other returns the stems of the phrases that may stand for the one with a key.
// Those of a Chinese word may be said in other ways too.
func (t *thesaurus) other(key string) (list [][]string) {
	for _, group := range t.in[key] {
		for _, p := range t.groups[group] {
			if p.key == key {
				continue
			}
			list = append(list, p.stems)
			if group >= len(synonyms) {
				list = append(list, t.other(p.key)...)
			}
		}
	}
	return list
}

func (t *thesaurus) addHan(w string) {
	t.han[w] = true
	t.hanMax = max(t.hanMax, len(w))
}

func keyOf(stems []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(stems), func(s string) bool { return glue[s] && !han(s) }), " ")
}

// stemsOf returns the stems of the words of a phrase.
func stemsOf(phrase string) []string {
	var stems []string
	for _, w := range words(phrase) {
		stems = append(stems, stem(w.text))
	}
	return stems
}
