namespace Railhead.Model;

public enum ListenerAction
{
    Forward,
    RedirectToHttps,
}
