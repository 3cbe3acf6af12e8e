package decode

// The appenders of logback, log4j and log4j2 print the code and message of the
// Java SDK in a line of their own. The log item is the customer's text.
func init() {
	registerShape(shape{client: clientAppenders, api: API2017, anchor: "failed", templates: []string{
		"Failed to send log, topic={topic}, source={}, logItem={data}, errorCode={code}, errorMessage={message}",
		"Failed to send log, topicId={topic}, source={}, logItem={data}, errorCode={code}, errorMessage={message}",
		"Failed to send log, topic={topic}, source={}, errorCode={code}, errorMessage={message}",
		"Failed to send log, topicId={topic}, source={}, errorCode={code}, errorMessage={message}",
	}})
	registerCauses(causeText{"Failed to send log message content exceed 1M", cause{
		client: clientAppenders, text: "The log is larger than 1 MB, so the appender did not send it."}})
}
